// A program that a grammar grew: nearly always valid, seldom sensible.
#pragma once

#include <random>
#include <string>

namespace orrery::test {

class GrownProgram {
 public:
  explicit GrownProgram(std::mt19937& random) : random_(random) {}

  std::string text() {
    std::string all = "import asyncio, functools, itertools, collections\n";
    for (unsigned i = 0; i < 3 + below(6); ++i) all += statement("", 3);
    if (below(2)) all += "async def main():\n" + block("    ", 3, true) + "asyncio.run(main())\n";
    return all;
  }

 private:
  unsigned below(unsigned n) { return static_cast<unsigned>(random_() % n); }
  template <std::size_t N>
  std::string one_of(const char* const (&words)[N]) {
    return words[below(N)];
  }

  std::string name() {
    constexpr const char* names[] = {"a", "b", "c", "x", "self", "f", "g", "C", "print", "len", "_"};
    return one_of(names);
  }
  std::string target() {
    constexpr const char* shapes[] = {"a", "b", "c", "x", "f", "a.b", "a[0]", "a, b", "(a, *b)", "[a, [b, c]]", "*a, b"};
    return one_of(shapes);
  }
  std::string literal() {
    constexpr const char* values[] = {"0",     "1",         "-1",       "10**30",    "1.5",     "2j",      "True",
                                      "None",  "''",        "'ab'",     "b'ab'",     "[]",      "()",      "{}",
                                      "[1,2]", "{'a': 1}",  "{1, 2}",   "(1, 'a')",  "range(3)", "...",    "float('nan')",
                                      "object()", "memoryview(b'ab')", "int", "ValueError('v')", "iter([1,2])", "bytearray(3)"};
    return one_of(values);
  }
  std::string op() {
    constexpr const char* ops[] = {"+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^",
                                   " and ", " or ", "<", "==", " is ", " in ", " not in ", "!="};
    return one_of(ops);
  }
  std::string call_of(int depth) {
    constexpr const char* callables[] = {"print", "len", "list", "sorted", "sum", "repr", "iter", "next", "type", "a", "f",
                                         "g", "C", "max", "zip", "map", "str", "int", "dict", "set", "tuple", "hash",
                                         "isinstance", "getattr", "range", "enumerate", "reversed", "bytes", "complex",
                                         "memoryview", "eval", "exec", "vars", "super", "format", "itertools.count",
                                         "itertools.chain", "functools.partial", "collections.deque", "collections.Counter",
                                         "asyncio.sleep", "asyncio.gather", "ExceptionGroup", "bool", "round", "divmod", "pow"};
    std::string text = one_of(callables) + "(";
    for (unsigned i = 0, n = below(3); i < n; ++i) text += (below(8) == 0 ? "*" : "") + expression(depth - 1) + ", ";
    if (below(8) == 0) text += "key=" + expression(depth - 1);
    if (below(12) == 0) text += "**" + expression(depth - 1);
    return text + ")";
  }
  std::string method_of(int depth) {
    constexpr const char* methods[] = {"append", "pop", "join", "split", "format", "items", "get", "update", "send", "throw",
                                       "close", "__next__", "__class__", "__dict__", "__add__", "sort", "index", "replace",
                                       "encode", "decode", "tobytes", "real", "with_traceback", "__eq__", "cast", "copy",
                                       "setdefault", "extend", "remove", "insert", "count", "ljust", "zfill", "hex"};
    return expression(depth - 1) + "." + one_of(methods) + (below(4) ? "(" + expression(depth - 1) + ")" : "");
  }
  std::string comprehension(int depth) {
    const std::string clauses = expression(depth - 1) + " for " + (below(3) ? "x" : "a, *b") + " in " +
                                expression(depth - 1) + (below(3) ? "" : " if " + expression(depth - 1));
    constexpr const char* open[] = {"[", "{", "("};
    constexpr const char* close[] = {"]", "}", ")"};
    const unsigned which = below(3);
    return open[which] + clauses + close[which];
  }

  std::string expression(int depth) {
    if (depth <= 0) return below(2) ? name() : literal();
    switch (below(14)) {
      case 0:
      case 1:
        return "(" + expression(depth - 1) + op() + expression(depth - 1) + ")";
      case 2:
      case 3:
        return call_of(depth);
      case 4:
        return method_of(depth);
      case 5:
        return comprehension(depth);
      case 6:
        return "(lambda *a, x=" + literal() + ", **b: " + expression(depth - 1) + ")";
      case 7:
        return "(" + expression(depth - 1) + " if " + expression(depth - 1) + " else " + expression(depth - 1) + ")";
      case 8:
        return expression(depth - 1) + "[" + expression(depth - 1) + (below(2) ? ":" + literal() : "") + "]";
      case 9:
        return "f'{" + name() + (below(2) ? "!r:>{3}" : "=") + "}{(" + literal_without_quotes() + ")}'";
      case 10:
        return "(x := " + expression(depth - 1) + ")";
      case 11:
        return "[*" + expression(depth - 1) + ", " + expression(depth - 1) + "]";
      case 12:
        return "{**" + expression(depth - 1) + ", " + literal() + ": " + expression(depth - 1) + "}";
      default:
        return literal();
    }
  }
  std::string literal_without_quotes() {
    constexpr const char* values[] = {"1", "a", "[1, 2][0]", "x", "1.5", "len", "None"};
    return one_of(values);
  }

  std::string pattern(int depth) {
    constexpr const char* simple[] = {"_", "1", "'ab'", "None", "True", "-1.5", "2j", "int()", "str()", "C()", "a.b"};
    if (depth <= 0) return one_of(simple);
    switch (below(6)) {
      case 0:
        return "[" + pattern(depth - 1) + ", *_]";
      case 1:
        return "{'a': " + pattern(depth - 1) + ", **c}";
      case 2:
        return "(" + pattern(depth - 1) + " | " + one_of(simple) + ") as b";
      case 3:
        return "C(" + pattern(depth - 1) + ", x=" + pattern(depth - 1) + ")";
      case 4:
        return "(" + pattern(depth - 1) + ", " + pattern(depth - 1) + ")";
      default:
        return "a";
    }
  }

  std::string block(const std::string& indent, int depth, bool in_function = false) {
    std::string all;
    for (unsigned i = 0, n = 1 + below(3); i < n; ++i) all += statement(indent, depth - 1);
    if (in_function) {
      constexpr const char* ends[] = {"await asyncio.sleep(1)", "return a", "await asyncio.gather(g(1), g(2))", "await f(1)",
                                      "async with a as b: pass", "async for a in g(1): print(a)", "pass",
                                      "await asyncio.wait_for(asyncio.sleep(5), 1)", "asyncio.create_task(g(3))"};
      all += indent + one_of(ends) + "\n";
    }
    return all;
  }

  std::string function(const std::string& indent, int depth) {
    constexpr const char* heads[] = {"def f(a, /, b=1, *c, d=2, **e):", "def g(*a):", "async def g(a):", "async def f(a=1):",
                                     "def f(self):", "@functools.lru_cache\n", "def f(a: int = 3) -> 'str':"};
    std::string head = one_of(heads);
    if (head.front() == '@') head += indent + "def f(a):";
    constexpr const char* ends[] = {"return a", "yield a", "x = yield from a", "return f(1)", "yield", "raise ValueError(a)",
                                    "nonlocal_ = 1", "global a", "return locals()", "del a", "return (yield)"};
    return indent + head + "\n" + block(indent + "    ", depth) +
           (below(3) ? indent + "    " + one_of(ends) + "\n" : indent + "    pass\n");
  }

  std::string class_text(const std::string& indent, int depth) {
    constexpr const char* specials[] = {"__eq__(self, o)", "__repr__(self)", "__hash__(self)", "__iter__(self)", "__len__(self)",
                                        "__getattr__(self, n)", "__call__(self, *a)", "__add__(self, o)", "__bool__(self)",
                                        "__enter__(self)", "__exit__(self, *a)", "__await__(self)", "__aiter__(self)",
                                        "__anext__(self)", "__del__(self)", "__get__(self, o, t)", "__set_name__(self, o, n)",
                                        "__init_subclass__(cls)", "__new__(cls, *a)", "__init__(self, *a)", "__next__(self)",
                                        "__contains__(self, o)", "__getitem__(self, i)", "__lt__(self, o)", "__str__(self)",
                                        "__format__(self, s)", "__index__(self)", "__class_getitem__(cls, i)"};
    constexpr const char* bases[] = {"", "(Exception)", "(dict)", "(list)", "(int)", "(str)", "(type)", "(tuple)",
                                     "(collections.deque)", "(metaclass=type)", "(ExceptionGroup)", "(C)"};
    std::string all = indent + "class C" + one_of(bases) + ":\n";
    if (below(3) == 0) all += indent + "    __match_args__ = ('a', 'x')\n";
    if (below(5) == 0) all += indent + "    __slots__ = ('a',)\n";
    for (unsigned i = 0; i < 1 + below(3); ++i)
      all += indent + "    def " + one_of(specials) + ":\n" + indent + "        return " + expression(depth) + "\n";
    return all;
  }

  std::string statement(const std::string& indent, int depth) {
    const std::string in = indent + "    ";
    if (depth <= 0) return indent + target() + " = " + expression(2) + "\n";
    switch (below(15)) {
      case 0:
        return indent + "if " + expression(2) + ":\n" + block(in, depth) + indent + "else:\n" + block(in, depth);
      case 1:
        return indent + "for " + target() + " in " + expression(2) + ":\n" + block(in, depth);
      case 2:
        return indent + "while " + expression(1) + ":\n" + block(in, depth) + in + (below(2) ? "break\n" : "continue\n");
      case 3:
        return indent + "try:\n" + block(in, depth) + indent + "except Exception as a:\n" + block(in, depth) + indent +
               "finally:\n" + block(in, depth);
      case 4:
        return indent + "try:\n" + block(in, depth) + indent + "except* (ValueError, TypeError) as b:\n" + block(in, depth);
      case 5:
        return indent + "with " + expression(1) + " as a, " + expression(1) + ":\n" + block(in, depth);
      case 6:
      case 7:
        return function(indent, depth);
      case 8:
        return class_text(indent, 2);
      case 9:
        return indent + "match " + expression(2) + ":\n" + in + "case " + pattern(3) + " if " + expression(1) + ":\n" +
               block(in + "    ", depth) + in + "case [*a] | {'b': a}:\n" + block(in + "    ", depth);
      case 10:
        return indent + "print(" + expression(3) + ")\n";
      case 11:
        return indent + "a " + (below(2) ? "+=" : "|=") + " " + expression(2) + "\n";
      case 12:
        return indent + "raise " + expression(1) + (below(2) ? " from " + expression(1) : "") + "\n";
      case 13:
        return indent + "assert " + expression(2) + ", " + expression(1) + "\n";
      default:
        return indent + target() + " = " + expression(3) + "\n";
    }
  }

  std::mt19937& random_;
};

}  // namespace orrery::test
