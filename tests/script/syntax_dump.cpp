#include "tests/script/syntax_dump.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace orrery::script {

using namespace ast;

namespace {

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte >= 0x7F || c == '"' || c == '\\') {
      result += fmt::format("\\x{:02x}", byte);
    } else {
      result += c;
    }
  }
  return result + "\"";
}

class Dumper {
 public:
  std::string text;

  void body(Body statements) {
    text += " [";
    for (const Stmt* statement : statements) node(*statement);
    text += "]";
  }

 private:
  int in_f_string_ = 0;

  void open(const char* kind, const Node& node) {
    text += fmt::format(" ({}", kind);
    if (!in_f_string_)
      text += fmt::format(" {}:{}-{}:{}", node.at.line, node.at.column, node.at.end_line, node.at.end_column);
  }
  void close() { text += ")"; }
  void word(std::string_view value) { text += fmt::format(" {}", value.empty() ? "None" : value); }
  void maybe(const Node* child) { child ? node(*child) : word("None"); }
  template <class T>
  void list(List<T> children) {
    text += " [";
    for (const T* child : children) node(*child);
    text += "]";
  }
  void context(Context context) {
    word(context == Context::load ? "Load" : context == Context::store ? "Store" : "Del");
  }

  void node(const Node& node) {
    if (node.kind < Kind::expression) return expression(node);
    node.kind < Kind::match_value ? statement(node) : pattern(node);
  }

  void match_statement(const Match& each) {
    open("Match", each), node(*each.subject);
    text += " [";
    for (const MatchCase& one : each.cases) {
      text += " (match_case";
      node(*one.pattern), maybe(one.guard), body(one.body), close();
    }
    text += "]";
  }

  void value_pattern(const MatchValue& each) {
    const bool single = each.value->kind == Kind::constant &&
                        as<Constant>(*each.value).constant <= ConstantKind::false_;
    if (!single) return open("MatchValue", each), node(*each.value);
    constexpr const char* words[] = {"None", "True", "False"};
    open("MatchSingleton", each), word(words[static_cast<int>(as<Constant>(*each.value).constant)]);
  }

  void class_pattern(const MatchClass& each) {
    open("MatchClass", each), node(*each.type), list(each.patterns);
    for (std::size_t i = 0; i < each.names.size(); ++i) word(each.names[i]), node(*each.named[i]);
  }

  void pattern(const Node& each) {
    switch (each.kind) {
      case Kind::match_value:
        value_pattern(as<MatchValue>(each));
        break;
      case Kind::match_sequence:
        open("MatchSequence", each), list(as<MatchSequence>(each).patterns);
        break;
      case Kind::match_mapping:
        open("MatchMapping", each), list(as<MatchMapping>(each).keys), list(as<MatchMapping>(each).patterns);
        word(as<MatchMapping>(each).rest);
        break;
      case Kind::match_class:
        class_pattern(as<MatchClass>(each));
        break;
      case Kind::match_star:
        open("MatchStar", each), word(as<MatchStar>(each).name);
        break;
      case Kind::match_as:
        open("MatchAs", each), maybe(as<MatchAs>(each).pattern), word(as<MatchAs>(each).name);
        break;
      default:
        open("MatchOr", each), list(as<MatchOr>(each).patterns);
    }
    close();
  }

  void constant(const Constant& node) {
    open("Constant", node);
    switch (node.constant) {
      case ConstantKind::none:
        return word("None");
      case ConstantKind::true_:
        return word("True");
      case ConstantKind::false_:
        return word("False");
      case ConstantKind::ellipsis:
        return word("Ellipsis");
      case ConstantKind::integer:
        return word(node.fits ? fmt::format("int {}", node.integer) : "big");
      case ConstantKind::floating:
        return word(fmt::format("float {:.17g}", node.floating));
      case ConstantKind::imaginary:
        return word(fmt::format("complex 0+{:.17g}j", node.floating));
      case ConstantKind::string:
        return word("str " + quoted(node.text));
      case ConstantKind::bytes:
        return word("bytes " + quoted(node.text));
    }
  }

  void keywords(std::span<const Keyword> all) {
    text += " [";
    for (const Keyword& keyword : all) {
      text += fmt::format(" (keyword {}", keyword.name.empty() ? "None" : keyword.name);
      node(*keyword.value);
      close();
    }
    text += "]";
  }

  void parameters(const Parameters& all) {
    text += " (arguments";
    for (const Parameter& parameter : all.all) {
      constexpr const char* kinds[] = {"posonly", "arg", "vararg", "kwonly", "kwarg"};
      text += fmt::format(" ({} {}", kinds[static_cast<int>(parameter.kind)], parameter.name);
      maybe(parameter.annotation);
      maybe(parameter.default_value);
      close();
    }
    close();
  }

  void comprehension(const char* kind, const Comprehension& each) {
    open(kind, each);
    node(*each.element);
    if (each.value) node(*each.value);
    for (const ForClause& clause : each.clauses) {
      text += clause.is_async ? " (comprehension async" : " (comprehension";
      node(*clause.target);
      node(*clause.iterable);
      list(clause.conditions);
      close();
    }
  }

  void expression(const Node& node) {
    switch (node.kind) {
      case Kind::constant:
        constant(as<Constant>(node));
        break;
      case Kind::name:
        open("Name", node), word(as<Name>(node).id), context(as<Name>(node).context);
        break;
      case Kind::attribute:
        open("Attribute", node), this->node(*as<Attribute>(node).value);
        word(as<Attribute>(node).name), context(as<Attribute>(node).context);
        break;
      case Kind::subscript:
        open("Subscript", node), this->node(*as<Subscript>(node).value), this->node(*as<Subscript>(node).index);
        context(as<Subscript>(node).context);
        break;
      case Kind::slice:
        open("Slice", node), maybe(as<Slice>(node).lower), maybe(as<Slice>(node).upper), maybe(as<Slice>(node).step);
        break;
      case Kind::starred:
        open("Starred", node), this->node(*as<Starred>(node).value), context(as<Starred>(node).context);
        break;
      case Kind::call:
        open("Call", node), this->node(*as<Call>(node).function), list(as<Call>(node).arguments);
        keywords(as<Call>(node).keywords);
        break;
      case Kind::binary: {
        constexpr const char* ops[] = {"Add",    "Sub",    "Mult",  "MatMult", "Div",    "Mod",     "Pow",
                                       "LShift", "RShift", "BitOr", "BitXor",  "BitAnd", "FloorDiv"};
        open("BinOp", node), this->node(*as<Binary>(node).left), word(ops[static_cast<int>(as<Binary>(node).op)]);
        this->node(*as<Binary>(node).right);
        break;
      }
      case Kind::unary: {
        constexpr const char* ops[] = {"Invert", "Not", "UAdd", "USub"};
        open("UnaryOp", node), word(ops[static_cast<int>(as<Unary>(node).op)]), this->node(*as<Unary>(node).operand);
        break;
      }
      case Kind::boolean:
        open("BoolOp", node), word(as<Boolean>(node).is_and ? "And" : "Or"), list(as<Boolean>(node).values);
        break;
      case Kind::compare: {
        constexpr const char* ops[] = {"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"};
        open("Compare", node), this->node(*as<Compare>(node).first);
        for (const CompareOp op : as<Compare>(node).ops) word(ops[static_cast<int>(op)]);
        list(as<Compare>(node).operands);
        break;
      }
      case Kind::conditional:
        open("IfExp", node), this->node(*as<Conditional>(node).test), this->node(*as<Conditional>(node).body);
        this->node(*as<Conditional>(node).otherwise);
        break;
      case Kind::lambda:
        open("Lambda", node), parameters(as<Lambda>(node).parameters), this->node(*as<Lambda>(node).body);
        break;
      case Kind::tuple:
        open("Tuple", node), list(as<Tuple>(node).elements), context(as<Tuple>(node).context);
        break;
      case Kind::list:
        open("List", node), list(as<ListDisplay>(node).elements), context(as<ListDisplay>(node).context);
        break;
      case Kind::set:
        open("Set", node), list(as<Set>(node).elements);
        break;
      case Kind::dict:
        open("Dict", node);
        for (const DictItem& item : as<Dict>(node).items) maybe(item.key), this->node(*item.value);
        break;
      case Kind::list_comprehension:
        comprehension("ListComp", as<Comprehension>(node));
        break;
      case Kind::set_comprehension:
        comprehension("SetComp", as<Comprehension>(node));
        break;
      case Kind::dict_comprehension:
        comprehension("DictComp", as<Comprehension>(node));
        break;
      case Kind::generator:
        comprehension("GeneratorExp", as<Comprehension>(node));
        break;
      case Kind::await:
        open("Await", node), this->node(*as<Await>(node).value);
        break;
      case Kind::yield:
        open("Yield", node), maybe(as<Yield>(node).value);
        break;
      case Kind::yield_from:
        open("YieldFrom", node), this->node(*as<YieldFrom>(node).value);
        break;
      case Kind::named:
        open("NamedExpr", node), this->node(*as<Named>(node).target), this->node(*as<Named>(node).value);
        break;
      case Kind::joined_string:
        open("JoinedStr", node), ++in_f_string_, list(as<JoinedString>(node).parts), --in_f_string_;
        break;
      case Kind::formatted_value:
        open("FormattedValue", node), this->node(*as<FormattedValue>(node).value);
        word(as<FormattedValue>(node).conversion ? std::string(1, as<FormattedValue>(node).conversion) : "-");
        maybe(as<FormattedValue>(node).format_spec);
        break;
      default:
        std::abort();
    }
    close();
  }

  void try_statement(const Try& each) {
    open(each.is_star ? "TryStar" : "Try", each), body(each.body);
    for (const ExceptHandler& handler : each.handlers) {
      text += fmt::format(" (ExceptHandler {}:{}-{}:{}", handler.at.line, handler.at.column, handler.at.end_line,
                          handler.at.end_column);
      maybe(handler.type), word(handler.name), body(handler.body), close();
    }
    body(each.otherwise), body(each.finally);
  }

  void aliases(std::span<const Alias> all) {
    for (const Alias& alias : all)
      text += fmt::format(" (alias {} {})", alias.name, alias.as_name.empty() ? "None" : alias.as_name);
  }

  void names(std::span<const std::string_view> all) {
    for (const std::string_view name : all) word(name);
  }

  void statement(const Node& node) {
    switch (node.kind) {
      case Kind::expression:
        open("Expr", node), this->node(*as<Expression>(node).value);
        break;
      case Kind::assign:
        open("Assign", node), list(as<Assign>(node).targets), this->node(*as<Assign>(node).value);
        break;
      case Kind::augmented_assign: {
        constexpr const char* ops[] = {"Add",    "Sub",    "Mult",  "MatMult", "Div",    "Mod",     "Pow",
                                       "LShift", "RShift", "BitOr", "BitXor",  "BitAnd", "FloorDiv"};
        const auto& each = as<AugmentedAssign>(node);
        open("AugAssign", node), this->node(*each.target), word(ops[static_cast<int>(each.op)]),
            this->node(*each.value);
        break;
      }
      case Kind::annotated_assign: {
        const auto& each = as<AnnotatedAssign>(node);
        open("AnnAssign", node), this->node(*each.target), this->node(*each.annotation), maybe(each.value);
        word(each.simple ? "1" : "0");
        break;
      }
      case Kind::return_:
        open("Return", node), maybe(as<Return>(node).value);
        break;
      case Kind::delete_:
        open("Delete", node), list(as<Delete>(node).targets);
        break;
      case Kind::pass:
        open("Pass", node);
        break;
      case Kind::break_:
        open("Break", node);
        break;
      case Kind::continue_:
        open("Continue", node);
        break;
      case Kind::if_:
        open("If", node), this->node(*as<If>(node).test), body(as<If>(node).body), body(as<If>(node).otherwise);
        break;
      case Kind::while_:
        open("While", node), this->node(*as<While>(node).test), body(as<While>(node).body);
        body(as<While>(node).otherwise);
        break;
      case Kind::for_:
        open(as<For>(node).is_async ? "AsyncFor" : "For", node), this->node(*as<For>(node).target);
        this->node(*as<For>(node).iterable), body(as<For>(node).body), body(as<For>(node).otherwise);
        break;
      case Kind::with:
        open(as<With>(node).is_async ? "AsyncWith" : "With", node);
        for (const WithItem& item : as<With>(node).items) this->node(*item.context), maybe(item.target);
        body(as<With>(node).body);
        break;
      case Kind::raise:
        open("Raise", node), maybe(as<Raise>(node).exception), maybe(as<Raise>(node).cause);
        break;
      case Kind::match:
        match_statement(as<Match>(node));
        break;
      case Kind::try_:
        try_statement(as<Try>(node));
        break;
      case Kind::assert_:
        open("Assert", node), this->node(*as<Assert>(node).test), maybe(as<Assert>(node).message);
        break;
      case Kind::global:
        open("Global", node), names(as<Global>(node).names);
        break;
      case Kind::nonlocal:
        open("Nonlocal", node), names(as<Nonlocal>(node).names);
        break;
      case Kind::import:
        open("Import", node), aliases(as<Import>(node).names);
        break;
      case Kind::import_from:
        open("ImportFrom", node), word(as<ImportFrom>(node).module), aliases(as<ImportFrom>(node).names);
        break;
      case Kind::function: {
        const auto& each = as<Function>(node);
        open(each.is_async ? "AsyncFunctionDef" : "FunctionDef", node), word(each.name), parameters(each.parameters);
        body(each.body), list(each.decorators), maybe(each.returns);
        break;
      }
      case Kind::class_: {
        const auto& each = as<Class>(node);
        open("ClassDef", node), word(each.name), list(each.bases), keywords(each.keywords), body(each.body);
        list(each.decorators);
        break;
      }
      default:
        std::abort();
    }
    close();
  }
};

}  // namespace

std::string dump(const Module& module) {
  Dumper dumper;
  dumper.body(module.body);
  return dumper.text;
}

}  // namespace orrery::script
