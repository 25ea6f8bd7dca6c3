// The children of a node, each once, in the order of evaluation as far as the source gives one.
#pragma once

#include "engine/script/syntax/ast.hpp"

namespace orrery::script::ast {

namespace walking {

template <class Visit>
void one(const Node* child, Visit& visit) {
  if (child) visit(*child);
}
template <class T, class Visit>
void all(List<T> children, Visit& visit) {
  for (const T* child : children) visit(*child);
}
template <class Visit>
void all(std::span<const Keyword> keywords, Visit& visit) {
  for (const Keyword& keyword : keywords) visit(*keyword.value);
}
template <class Visit>
void defaults(const Parameters& parameters, Visit& visit) {
  for (const Parameter& parameter : parameters.all) one(parameter.default_value, visit);
}
template <class Visit>
void annotations(const Parameters& parameters, Visit& visit) {
  for (const Parameter& parameter : parameters.all) one(parameter.annotation, visit);
}

template <class Visit>
void children(const Call& node, Visit& visit) {
  visit(*node.function);
  all(node.arguments, visit);
  all(node.keywords, visit);
}
template <class Visit>
void children(const Slice& node, Visit& visit) {
  one(node.lower, visit);
  one(node.upper, visit);
  one(node.step, visit);
}
template <class Visit>
void children(const Dict& node, Visit& visit) {
  for (const DictItem& item : node.items) {
    one(item.key, visit);
    visit(*item.value);
  }
}
template <class Visit>
void children(const Comprehension& node, Visit& visit) {
  for (const ForClause& clause : node.clauses) {
    visit(*clause.iterable);
    visit(*clause.target);
    all(clause.conditions, visit);
  }
  visit(*node.element);
  one(node.value, visit);
}
template <class Visit>
void children(const Try& node, Visit& visit) {
  all(node.body, visit);
  for (const ExceptHandler& handler : node.handlers) {
    one(handler.type, visit);
    all(handler.body, visit);
  }
  all(node.otherwise, visit);
  all(node.finally, visit);
}
template <class Visit>
void children(const With& node, Visit& visit) {
  for (const WithItem& item : node.items) {
    visit(*item.context);
    one(item.target, visit);
  }
  all(node.body, visit);
}
template <class Visit>
void type_parameters(const TypeParameters& parameters, Visit& visit) {
  for (const TypeParameter& parameter : parameters.all) {
    one(parameter.bound, visit);
    one(parameter.default_value, visit);
  }
}
template <class Visit>
void children(const Function& node, Visit& visit) {
  all(node.decorators, visit);
  type_parameters(node.type_parameters, visit);
  defaults(node.parameters, visit);
  annotations(node.parameters, visit);
  one(node.returns, visit);
  all(node.body, visit);
}
template <class Visit>
void children(const Class& node, Visit& visit) {
  all(node.decorators, visit);
  type_parameters(node.type_parameters, visit);
  all(node.bases, visit);
  all(node.keywords, visit);
  all(node.body, visit);
}
template <class Visit>
void children(const Match& node, Visit& visit) {
  visit(*node.subject);
  for (const MatchCase& one_case : node.cases) {
    visit(*one_case.pattern);
    one(one_case.guard, visit);
    all(one_case.body, visit);
  }
}
// Those with a test, a body and an else.
template <class T, class Visit>
void branches(const T& node, Visit& visit) {
  visit(*node.test);
  all(node.body, visit);
  all(node.otherwise, visit);
}

}  // namespace walking

template <class Visit>
void each_child_of_expression(const Node& node, Visit& visit) {
  using namespace walking;
  switch (node.kind) {
    case Kind::attribute:
      return one(as<Attribute>(node).value, visit);
    case Kind::subscript:
      visit(*as<Subscript>(node).value);
      return visit(*as<Subscript>(node).index);
    case Kind::slice:
      return children(as<Slice>(node), visit);
    case Kind::starred:
      return one(as<Starred>(node).value, visit);
    case Kind::call:
      return children(as<Call>(node), visit);
    case Kind::binary:
      visit(*as<Binary>(node).left);
      return visit(*as<Binary>(node).right);
    case Kind::unary:
      return one(as<Unary>(node).operand, visit);
    case Kind::boolean:
      return all(as<Boolean>(node).values, visit);
    case Kind::compare:
      visit(*as<Compare>(node).first);
      return all(as<Compare>(node).operands, visit);
    case Kind::conditional:
      visit(*as<Conditional>(node).test);
      visit(*as<Conditional>(node).body);
      return visit(*as<Conditional>(node).otherwise);
    case Kind::lambda:
      defaults(as<Lambda>(node).parameters, visit);
      return visit(*as<Lambda>(node).body);
    case Kind::tuple:
      return all(as<Tuple>(node).elements, visit);
    case Kind::list:
      return all(as<ListDisplay>(node).elements, visit);
    case Kind::set:
      return all(as<Set>(node).elements, visit);
    case Kind::dict:
      return children(as<Dict>(node), visit);
    case Kind::list_comprehension:
    case Kind::set_comprehension:
    case Kind::dict_comprehension:
    case Kind::generator:
      return children(as<Comprehension>(node), visit);
    case Kind::await:
      return one(as<Await>(node).value, visit);
    case Kind::yield:
      return one(as<Yield>(node).value, visit);
    case Kind::yield_from:
      return one(as<YieldFrom>(node).value, visit);
    case Kind::named:
      visit(*as<Named>(node).value);
      return one(as<Named>(node).target, visit);
    case Kind::joined_string:
      return all(as<JoinedString>(node).parts, visit);
    case Kind::formatted_value:
      visit(*as<FormattedValue>(node).value);
      return one(as<FormattedValue>(node).format_spec, visit);
    default:
      return;  // constants and names have none
  }
}

template <class Visit>
void each_child_of_statement(const Node& node, Visit& visit) {
  using namespace walking;
  switch (node.kind) {
    case Kind::expression:
      return one(as<Expression>(node).value, visit);
    case Kind::assign:
      visit(*as<Assign>(node).value);
      return all(as<Assign>(node).targets, visit);
    case Kind::augmented_assign:
      visit(*as<AugmentedAssign>(node).target);
      return visit(*as<AugmentedAssign>(node).value);
    case Kind::annotated_assign:
      one(as<AnnotatedAssign>(node).value, visit);
      visit(*as<AnnotatedAssign>(node).target);
      return visit(*as<AnnotatedAssign>(node).annotation);
    case Kind::return_:
      return one(as<Return>(node).value, visit);
    case Kind::delete_:
      return all(as<Delete>(node).targets, visit);
    case Kind::if_:
      return branches(as<If>(node), visit);
    case Kind::while_:
      return branches(as<While>(node), visit);
    case Kind::for_:
      visit(*as<For>(node).iterable);
      visit(*as<For>(node).target);
      all(as<For>(node).body, visit);
      return all(as<For>(node).otherwise, visit);
    case Kind::with:
      return children(as<With>(node), visit);
    case Kind::raise:
      one(as<Raise>(node).exception, visit);
      return one(as<Raise>(node).cause, visit);
    case Kind::try_:
      return children(as<Try>(node), visit);
    case Kind::assert_:
      visit(*as<Assert>(node).test);
      return one(as<Assert>(node).message, visit);
    case Kind::function:
      return children(as<Function>(node), visit);
    case Kind::class_:
      return children(as<Class>(node), visit);
    case Kind::match:
      return children(as<Match>(node), visit);
    case Kind::type_alias:
      visit(*as<TypeAlias>(node).name);
      type_parameters(as<TypeAlias>(node).type_parameters, visit);
      return visit(*as<TypeAlias>(node).value);
    default:
      return;  // pass, break, continue, global, nonlocal, imports
  }
}

template <class Visit>
void each_child_of_pattern(const Node& node, Visit& visit) {
  using namespace walking;
  switch (node.kind) {
    case Kind::match_value:
      return one(as<MatchValue>(node).value, visit);
    case Kind::match_sequence:
      return all(as<MatchSequence>(node).patterns, visit);
    case Kind::match_mapping:
      all(as<MatchMapping>(node).keys, visit);
      return all(as<MatchMapping>(node).patterns, visit);
    case Kind::match_class:
      visit(*as<MatchClass>(node).type);
      all(as<MatchClass>(node).patterns, visit);
      return all(as<MatchClass>(node).named, visit);
    case Kind::match_as:
      return one(as<MatchAs>(node).pattern, visit);
    case Kind::match_or:
      return all(as<MatchOr>(node).patterns, visit);
    default:
      return;  // stars have none
  }
}

// Calls visit(const Node&) for each child.
template <class Visit>
void each_child(const Node& node, Visit&& visit) {
  if (node.kind < Kind::expression) return each_child_of_expression(node, visit);
  node.kind < Kind::match_value ? each_child_of_statement(node, visit) : each_child_of_pattern(node, visit);
}

}  // namespace orrery::script::ast
