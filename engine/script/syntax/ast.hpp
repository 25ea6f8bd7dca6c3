// The syntax tree: all statements and expressions of Python 3.13.
//
// Nodes live in the arena of their Program, are trivially destructible and refer to each other by plain pointers; texts
// are views into the arena, and equal identifiers share one address (compare `data()` if you like). A consumer switches
// on `kind` and casts with `as<T>(node)`. The tree is never deeper than `max_tree_depth`, so recursion over it is safe.
// Identifiers are already mangled where Python mangles them (`__x` inside `class A` is `_A__x`).
// Fields follow CPython's `ast` module (Parser/Python.asdl), whose words are used wherever it has one.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace orrery::script {
struct Scope;
}

namespace orrery::script::ast {

inline constexpr int max_tree_depth = 600;

// clang-format off
enum class Kind : std::uint8_t {
  // expressions
  constant, name, attribute, subscript, slice, starred, call, binary, unary, boolean, compare, conditional, lambda,
  tuple, list, set, dict, list_comprehension, set_comprehension, dict_comprehension, generator, await, yield, yield_from,
  named, joined_string, formatted_value,
  // statements
  expression, assign, augmented_assign, annotated_assign, return_, delete_, pass, break_, continue_, if_, while_, for_,
  with, raise, try_, assert_, global, nonlocal, import, import_from, function, class_, match, type_alias,
  // patterns
  match_value, match_sequence, match_mapping, match_class, match_star, match_as, match_or,
};
// clang-format on

// Where something stands: lines and columns from 1, columns counted in characters (code points); the end is exclusive
// (`end_column` is the column after the last character).
struct Range {
  int line = 1, column = 1, end_line = 1, end_column = 1;
};

struct Node {
  Kind kind;
  Range at;
};
struct Expr : Node {};
struct Stmt : Node {};
struct Pattern : Node {};

// The node as what its kind says it is. Precondition: `T` is the struct of `node.kind`.
template <class T>
const T& as(const Node& node) noexcept {
  return static_cast<const T&>(node);
}

// A list of children, in source order.
template <class T>
using List = std::span<T* const>;
using Body = List<Stmt>;

// ---- expressions ----

enum class ConstantKind : std::uint8_t { none, true_, false_, ellipsis, integer, floating, imaginary, string, bytes };
struct Constant : Expr {
  ConstantKind constant;
  bool fits;          // integer: `integer` holds it; else it is `text` in base `base`
  std::uint8_t base;  // integer: 2, 8, 10 or 16
  std::int64_t integer;
  double floating;    // floating, imaginary
  // integer: its digits without prefix and underscores; string: UTF-8 (a lone surrogate takes three bytes, as
  // Python's "surrogatepass" writes it); bytes: the bytes.
  std::string_view text;
};

enum class Context : std::uint8_t { load, store, del };
struct Name : Expr {
  std::string_view id;
  Context context;
};
struct Attribute : Expr {
  Expr* value;
  std::string_view name;
  Range name_at;  // where the name alone stands
  Context context;
};
// value[index]; the index is a Slice, a Tuple (which may hold Slices and Starreds), or any expression.
struct Subscript : Expr {
  Expr* value;
  Expr* index;
  Context context;
};
struct Slice : Expr {
  Expr* lower;  // each may be null
  Expr* upper;
  Expr* step;
};
struct Starred : Expr {
  Expr* value;
  Context context;
};
struct Keyword {
  std::string_view name;  // empty for **value
  Expr* value;
  Range at;
};
// Positional arguments (Starred among them) are evaluated first, then keywords, each in their order.
struct Call : Expr {
  Expr* function;
  List<Expr> arguments;
  std::span<const Keyword> keywords;
};

enum class BinaryOp : std::uint8_t {
  add,
  subtract,
  multiply,
  matrix_multiply,
  divide,
  modulo,
  power,
  shift_left,
  shift_right,
  bit_or,
  bit_xor,
  bit_and,
  floor_divide,
};
struct Binary : Expr {
  BinaryOp op;
  Range op_at;
  Expr* left;
  Expr* right;
};
enum class UnaryOp : std::uint8_t { invert, not_, plus, minus };
struct Unary : Expr {
  UnaryOp op;
  Expr* operand;
};
// `a and b and c` is one node with three values; so is `or`.
struct Boolean : Expr {
  bool is_and;
  List<Expr> values;
};
enum class CompareOp : std::uint8_t {
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  is,
  is_not,
  in,
  not_in
};
// first ops[0] operands[0] ops[1] operands[1] …; each operand is evaluated once.
struct Compare : Expr {
  Expr* first;
  std::span<const CompareOp> ops;
  List<Expr> operands;
};
// body if test else otherwise
struct Conditional : Expr {
  Expr* test;
  Expr* body;
  Expr* otherwise;
};

enum class ParameterKind : std::uint8_t { positional_only, positional, star, keyword_only, double_star };
struct Parameter {
  std::string_view name;
  ParameterKind kind;
  Expr* annotation;     // may be null
  Expr* default_value;  // may be null
  Range at;
};
struct Parameters {
  std::span<const Parameter> all;  // in source order
  int positional_only = 0;         // how many before `/`
  int positional = 0;              // how many can be given by position, those before `/` included
  int keyword_only = 0;
  bool has_star = false, has_double_star = false;  // *args, **kwargs
};
struct Lambda : Expr {
  Parameters parameters;
  Expr* body;
  Scope* scope;
};

struct Tuple : Expr {
  List<Expr> elements;
  Context context;
};
struct ListDisplay : Expr {  // Kind::list
  List<Expr> elements;
  Context context;
};
struct Set : Expr {
  List<Expr> elements;
};
struct DictItem {
  Expr* key;  // null for **value
  Expr* value;
};
struct Dict : Expr {
  std::span<const DictItem> items;
};

struct ForClause {
  Expr* target;
  Expr* iterable;
  List<Expr> conditions;
  bool is_async;
};
// Kinds list_comprehension, set_comprehension, dict_comprehension, generator. The first clause's iterable is evaluated
// in the enclosing scope; everything else in `scope`, whose only parameter is named ".0".
struct Comprehension : Expr {
  Expr* element;  // the key of a dict comprehension
  Expr* value;    // dict comprehension alone
  std::span<const ForClause> clauses;
  Scope* scope;
};

struct Await : Expr {
  Expr* value;
};
struct Yield : Expr {
  Expr* value;  // may be null
};
struct YieldFrom : Expr {
  Expr* value;
};
// (target := value)
struct Named : Expr {
  Name* target;
  Expr* value;
};
// An f-string, with what it is implicitly concatenated to: string Constants and FormattedValues in order.
struct JoinedString : Expr {
  List<Expr> parts;
};
struct FormattedValue : Expr {
  Expr* value;
  char conversion;            // 's', 'r', 'a', or 0 for none. `{x=}` has become the text "x=" and the conversion 'r'.
  JoinedString* format_spec;  // may be null
};

// ---- statements ----

struct Expression : Stmt {
  Expr* value;
};
struct Assign : Stmt {  // targets[0] = targets[1] = … = value; assigned from left to right
  List<Expr> targets;
  Expr* value;
};
struct AugmentedAssign : Stmt {
  Expr* target;  // Name, Attribute or Subscript, in store context
  BinaryOp op;
  Expr* value;
};
struct AnnotatedAssign : Stmt {
  Expr* target;
  Expr* annotation;
  Expr* value;  // may be null
  bool simple;  // the target is a name without parentheses
};
struct Return : Stmt {
  Expr* value;  // may be null
};
struct Delete : Stmt {
  List<Expr> targets;
};
struct Pass : Stmt {};
struct Break : Stmt {};
struct Continue : Stmt {};
struct If : Stmt {
  Expr* test;
  Body body;
  Body otherwise;  // an `elif` is a single If in here
};
struct While : Stmt {
  Expr* test;
  Body body;
  Body otherwise;
};
struct For : Stmt {
  Expr* target;
  Expr* iterable;
  Body body;
  Body otherwise;
  bool is_async;
};
struct WithItem {
  Expr* context;
  Expr* target;  // may be null
};
struct With : Stmt {
  std::span<const WithItem> items;
  Body body;
  bool is_async;
};
struct Raise : Stmt {
  Expr* exception;  // may be null
  Expr* cause;      // may be null
};
struct ExceptHandler {
  Expr* type;             // may be null
  std::string_view name;  // empty if there is none
  Body body;
  Range at;
};
struct Try : Stmt {
  Body body;
  std::span<const ExceptHandler> handlers;
  Body otherwise;
  Body finally;
  bool is_star;  // except*
};
struct Assert : Stmt {
  Expr* test;
  Expr* message;  // may be null
};
struct Global : Stmt {
  std::span<const std::string_view> names;
};
struct Nonlocal : Stmt {
  std::span<const std::string_view> names;
};
struct Alias {
  std::string_view name;     // dotted in `import a.b`; "*" in `from m import *`
  std::string_view as_name;  // empty if there is none
  std::string_view bound;    // the name that gets bound here: as_name, or the first part of `name`
  Range at;
};
struct Import : Stmt {
  std::span<const Alias> names;
};
struct ImportFrom : Stmt {
  std::string_view module;  // dotted, never empty: relative imports are refused
  std::span<const Alias> names;
};
// PEP 695: what stands in the brackets of `def f[T: int, *Ts, **P]`. Bound (or constraints, a tuple) and default are
// evaluated when somebody asks for them, each in a scope of its own.
enum class TypeParameterKind : std::uint8_t { variable, tuple, specification };
struct TypeParameter {
  std::string_view name;
  TypeParameterKind kind;
  Expr* bound;          // may be null; a tuple display in parentheses: constraints
  Expr* default_value;  // may be null
  Scope* bound_scope;
  Scope* default_scope;
  Range at;
};
// The brackets, and the scope that they open around what they belong to.
struct TypeParameters {
  std::span<const TypeParameter> all;
  Scope* scope = nullptr;  // null without brackets
};
struct TypeAlias : Stmt {
  Name* name;
  TypeParameters type_parameters;
  Expr* value;
  Scope* scope;  // of the value, which is evaluated when somebody asks for it
};
struct Function : Stmt {
  std::string_view name;   // as written: __name__
  std::string_view bound;  // the name it is bound to: mangled if private to a class
  TypeParameters type_parameters;
  Parameters parameters;
  Body body;
  List<Expr> decorators;
  Expr* returns;  // may be null
  bool is_async;
  Scope* scope;
};
struct Class : Stmt {
  std::string_view name;
  std::string_view bound;
  TypeParameters type_parameters;
  List<Expr> bases;  // Starred among them
  std::span<const Keyword> keywords;
  Body body;
  List<Expr> decorators;
  Scope* scope;
};

// ---- patterns

// A literal or a dotted name, compared by `==`; None, True and False by `is`.
struct MatchValue : Pattern {
  Expr* value;
};
struct MatchSequence : Pattern {
  List<Pattern> patterns;  // a MatchStar may be among them
};
struct MatchMapping : Pattern {
  List<Expr> keys;
  List<Pattern> patterns;  // one for each key
  std::string_view rest;   // of **rest; empty if there is none
};
struct MatchClass : Pattern {
  Expr* type;
  List<Pattern> patterns;                    // positional ones
  std::span<const std::string_view> names;   // of the attributes given by name
  List<Pattern> named;                       // their patterns
};
struct MatchStar : Pattern {
  std::string_view name;  // empty for `*_`
};
struct MatchAs : Pattern {
  Pattern* pattern;       // null: it matches everything
  std::string_view name;  // empty for `_`
};
struct MatchOr : Pattern {
  List<Pattern> patterns;
};
struct MatchCase {
  Pattern* pattern;
  Expr* guard;  // may be null
  Body body;
  Range at;  // of the pattern
};
struct Match : Stmt {
  Expr* subject;
  std::span<const MatchCase> cases;
};

// True for a pattern that takes everything: a name, `_`, or such a one in parentheses or with an `as`.
inline bool is_irrefutable(const Pattern& pattern) noexcept {
  if (pattern.kind == Kind::match_as) {
    const auto* const inner = as<MatchAs>(pattern).pattern;
    return !inner || is_irrefutable(*inner);
  }
  return pattern.kind == Kind::match_or && is_irrefutable(*as<MatchOr>(pattern).patterns.back());
}

struct Module {
  Body body;
  Scope* scope;
};

// The documentation string that a body begins with, or null.
inline const Constant* docstring(Body body) noexcept {
  if (body.empty() || body[0]->kind != Kind::expression) return nullptr;
  const Expr* first = as<Expression>(*body[0]).value;
  if (first->kind != Kind::constant) return nullptr;
  const auto& constant = as<Constant>(*first);
  return constant.constant == ConstantKind::string ? &constant : nullptr;
}

}  // namespace orrery::script::ast
