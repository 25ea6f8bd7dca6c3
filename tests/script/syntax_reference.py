"""What CPython makes of sources: reads them from standard input, separated by lines of '\x01', and writes for each either
"ok" and its tree, or "bad" and the message. The trees are written as tests/script/syntax_dump.cpp writes ours."""
import ast
import sys


class Dumper:
    def __init__(self, source):
        self.out = []
        self.lines = source.split("\n")
        self.in_f_string = 0

    def column(self, line, offset):
        return len(self.lines[line - 1].encode()[:offset].decode()) + 1

    def open(self, node, name=None):
        self.out.append(f" ({name or type(node).__name__}")
        if not self.in_f_string and hasattr(node, 'lineno'):
            self.place(node)

    def place(self, node):
        self.out.append(f" {node.lineno}:{self.column(node.lineno, node.col_offset)}"
                        f"-{node.end_lineno}:{self.column(node.end_lineno, node.end_col_offset)}")

    def word(self, text):
        self.out.append(f" {text}")

    def maybe(self, node):
        self.word("None") if node is None else self.node(node)

    def list(self, nodes):
        self.out.append(" [")
        for node in nodes:
            self.node(node)
        self.out.append("]")

    def node(self, node):
        getattr(self, type(node).__name__, self.generic)(node)

    def generic(self, node):
        """Fields in order: nodes, lists of nodes, operators by their name."""
        self.open(node)
        for value in (getattr(node, field) for field in node._fields):
            self.value(value)
        self.out.append(")")

    def value(self, value):
        if isinstance(value, list):
            self.list(value)
        elif isinstance(value, (ast.operator, ast.unaryop, ast.boolop, ast.expr_context)):
            self.word(type(value).__name__)
        elif isinstance(value, ast.AST):
            self.node(value)
        else:
            self.word(value)

    def parts(self, node, *values, name=None):
        self.open(node, name)
        for value in values:
            self.value(value)
        self.out.append(")")

    def Constant(self, node):
        self.open(node)
        value = node.value
        if isinstance(value, bool) or value is None:
            self.word(value)
        elif value is Ellipsis:
            self.word("Ellipsis")
        elif isinstance(value, int):
            self.word(f"int {value}" if -2**63 <= value < 2**63 else "big")
        elif isinstance(value, (float, complex)):
            self.word(f"{type(value).__name__} {value:.17g}")
        else:
            raw = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
            text = "".join(chr(b) if 0x20 <= b < 0x7F and b not in b'"\\' else f"\\x{b:02x}" for b in raw)
            self.word(f'{type(value).__name__} "{text}"')
        self.out.append(")")

    def MatchClass(self, node):
        self.open(node)
        self.node(node.cls)
        self.list(node.patterns)
        for name, pattern in zip(node.kwd_attrs, node.kwd_patterns):
            self.word(name)
            self.node(pattern)
        self.out.append(")")

    def keyword(self, node):
        self.out.append(f" (keyword {node.arg}")
        self.node(node.value)
        self.out.append(")")

    def arguments(self, node):
        self.out.append(" (arguments")
        positional = node.posonlyargs + node.args
        defaults = [None] * (len(positional) - len(node.defaults)) + node.defaults
        for index, (arg, default) in enumerate(zip(positional, defaults)):
            self.argument("posonly" if index < len(node.posonlyargs) else "arg", arg, default)
        self.argument("vararg", node.vararg, None)
        for arg, default in zip(node.kwonlyargs, node.kw_defaults):
            self.argument("kwonly", arg, default)
        self.argument("kwarg", node.kwarg, None)
        self.out.append(")")

    def argument(self, kind, arg, default):
        if arg is None:
            return
        self.out.append(f" ({kind} {arg.arg}")
        self.maybe(arg.annotation)
        self.maybe(default)
        self.out.append(")")

    def comprehension(self, node):
        self.out.append(" (comprehension async" if node.is_async else " (comprehension")
        self.node(node.target)
        self.node(node.iter)
        self.list(node.ifs)
        self.out.append(")")

    def comp(self, node, *elements):
        self.parts(node, *elements, *node.generators)

    def ListComp(self, node):
        self.comp(node, node.elt)

    SetComp = GeneratorExp = ListComp

    def DictComp(self, node):
        self.comp(node, node.key, node.value)

    def Compare(self, node):
        self.open(node)
        self.node(node.left)
        for op in node.ops:
            self.word(type(op).__name__)
        self.list(node.comparators)
        self.out.append(")")

    def Dict(self, node):
        self.open(node)
        for key, value in zip(node.keys, node.values):
            self.maybe(key)
            self.node(value)
        self.out.append(")")

    def JoinedStr(self, node):
        self.open(node)
        self.in_f_string += 1
        self.list(node.values)
        self.in_f_string -= 1
        self.out.append(")")

    def FormattedValue(self, node):
        self.parts(node, node.value, chr(node.conversion) if node.conversion > 0 else "-", node.format_spec)

    def ExceptHandler(self, node):
        self.out.append(" (ExceptHandler")
        self.place(node)
        self.maybe(node.type)
        self.word(node.name)
        self.list(node.body)
        self.out.append(")")

    def Try(self, node):
        self.parts(node, node.body, *node.handlers, node.orelse, node.finalbody)

    TryStar = Try

    def Assign(self, node):
        self.parts(node, node.targets, node.value)

    def For(self, node):
        self.parts(node, node.target, node.iter, node.body, node.orelse)

    AsyncFor = For

    def With(self, node):
        self.open(node)
        for item in node.items:
            self.node(item.context_expr)
            self.maybe(item.optional_vars)
        self.list(node.body)
        self.out.append(")")

    AsyncWith = With

    def Global(self, node):
        self.parts(node, *node.names)

    Nonlocal = Global

    def alias(self, node):
        self.out.append(f" (alias {node.name} {node.asname})")

    def Import(self, node):
        self.parts(node, *node.names)

    def ImportFrom(self, node):
        self.parts(node, node.module, *node.names)

    def FunctionDef(self, node):
        self.parts(node, node.name, node.args, node.body, node.decorator_list, node.returns)

    AsyncFunctionDef = FunctionDef

    def ClassDef(self, node):
        self.parts(node, node.name, node.bases, node.keywords, node.body, node.decorator_list)


def answer(source):
    try:
        compile(source, "x", "exec", dont_inherit=True)
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return f"bad {getattr(error, 'lineno', 0) or 0} {error.msg if isinstance(error, SyntaxError) else error}"
    dumper = Dumper(source)
    dumper.list(tree.body)
    return "ok" + "".join(dumper.out)


if __name__ == "__main__":
    import warnings

    warnings.simplefilter("ignore")
    sys.setrecursionlimit(10000)
    for text in sys.stdin.read().split("\x01\n"):
        print(answer(text).replace("\n", " "))
