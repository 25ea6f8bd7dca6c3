// Names: which instruction reads, binds or unbinds one, by where scope analysis says it lives.
#include "engine/script/vm/compile_unit.hpp"

namespace orrery::script {

const Symbol& Unit::symbol(std::string_view id) const {
  const auto found = symbols_.find(id.data());
  if (found != symbols_.end()) return *found->second;
  return *scope_.find(id);
}

// The slot of the cell that a name of this scope, or of one around it, lives in.
std::uint32_t Unit::cell_slot(std::string_view id) const {
  for (std::size_t i = 0; i < scope_.cells.size(); ++i)
    if (scope_.cells[i] == id) return code_->first_cell() + static_cast<std::uint32_t>(i);
  for (std::size_t i = 0; i < scope_.frees.size(); ++i)
    if (scope_.frees[i] == id) return code_->first_free() + static_cast<std::uint32_t>(i);
  throw CompileError{out_.position, "no cell for the name " + std::string(id)};
}

void Unit::cell_name(std::uint32_t slot, const Symbol& symbol, Access access) {
  const bool through_class =
      (scope_.kind == ScopeKind::class_body || scope_.kind == ScopeKind::type_parameters) && symbol.binding == Binding::free;
  if (access == Access::load && through_class) return emit(Op::load_class_deref, slot);
  constexpr Op ops[] = {Op::load_deref, Op::store_deref, Op::delete_deref};
  emit(ops[static_cast<std::size_t>(access)], slot);
}

void Unit::local_name(const Symbol& symbol, Str* id, Access access) {
  constexpr Op fast[] = {Op::load_fast, Op::store_fast, Op::delete_fast};
  constexpr Op named[] = {Op::load_name, Op::store_name, Op::delete_name};
  const auto which = static_cast<std::size_t>(access);
  if (scope_.kind == ScopeKind::class_body) return emit(named[which], out_.name(id));
  emit(fast[which], static_cast<std::uint32_t>(symbol.slot));
}

void Unit::name(std::string_view id, Access access) {
  const Symbol& found = symbol(id);
  if (found.binding == Binding::local) return local_name(found, intern(id), access);
  if (found.binding == Binding::cell || found.binding == Binding::free) return cell_name(cell_slot(id), found, access);
  const bool sees_class = scope_.kind == ScopeKind::class_body || scope_.kind == ScopeKind::type_parameters;
  if (sees_class && found.binding == Binding::global_implicit) {
    constexpr Op named[] = {Op::load_name, Op::store_name, Op::delete_name};
    return emit(named[static_cast<std::size_t>(access)], out_.name(intern(id)));
  }
  constexpr Op ops[] = {Op::load_global, Op::store_global, Op::delete_global};
  emit(ops[static_cast<std::size_t>(access)], out_.global(intern(id)));
}

void Unit::store_elements(ast::List<ast::Expr> elements) {
  std::size_t star = elements.size();
  for (std::size_t i = 0; i < elements.size(); ++i)
    if (elements[i]->kind == ast::Kind::starred) star = i;
  const auto count = static_cast<std::uint32_t>(elements.size());
  if (count > 0xfff) throw CompileError{out_.position, "too many targets in one assignment"};
  const auto before = static_cast<std::uint32_t>(star);
  if (star == elements.size())
    emit(Op::unpack, count);
  else
    emit(Op::unpack_star, before | (count - before - 1) << 12);
  for (const ast::Expr* element : elements) store(*element);
}

// Assigns the top of the stack.
void Unit::store(const ast::Expr& target) {
  const At at(*this, target);
  switch (target.kind) {
    case ast::Kind::name:
      return name(ast::as<ast::Name>(target).id, Access::store);
    case ast::Kind::attribute:
      expression(*ast::as<ast::Attribute>(target).value);
      return emit(Op::store_attribute, out_.attribute(intern(ast::as<ast::Attribute>(target).name)));
    case ast::Kind::subscript:
      expression(*ast::as<ast::Subscript>(target).value);
      expression(*ast::as<ast::Subscript>(target).index);
      mark_subscript(ast::as<ast::Subscript>(target));
      return emit(Op::store_item);
    case ast::Kind::starred:
      return store(*ast::as<ast::Starred>(target).value);
    case ast::Kind::tuple:
      return store_elements(ast::as<ast::Tuple>(target).elements);
    default:
      return store_elements(ast::as<ast::ListDisplay>(target).elements);
  }
}

void Unit::delete_target(const ast::Expr& target) {
  const At at(*this, target);
  switch (target.kind) {
    case ast::Kind::name:
      return name(ast::as<ast::Name>(target).id, Access::del);
    case ast::Kind::attribute:
      expression(*ast::as<ast::Attribute>(target).value);
      return emit(Op::delete_attribute, out_.attribute(intern(ast::as<ast::Attribute>(target).name)));
    case ast::Kind::subscript:
      expression(*ast::as<ast::Subscript>(target).value);
      expression(*ast::as<ast::Subscript>(target).index);
      mark_subscript(ast::as<ast::Subscript>(target));
      return emit(Op::delete_item);
    default:
      break;
  }
  const bool tuple = target.kind == ast::Kind::tuple;
  const auto elements = tuple ? ast::as<ast::Tuple>(target).elements : ast::as<ast::ListDisplay>(target).elements;
  for (const ast::Expr* element : elements) delete_target(*element);
}

}  // namespace orrery::script
