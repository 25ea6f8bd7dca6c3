#include "engine/script/object/types.hpp"

#include <cerrno>

#include "engine/script/object/builder.hpp"
#include "engine/script/object/exception_types.hpp"
#include "engine/script/object/runtime.hpp"
#include "engine/script/object/specs.hpp"

namespace orrery::script {

namespace {

struct Native {
  Type* Types::*member;
  TypeSpec (*spec)(Types&);
};

constexpr Native natives[] = {
#define X(name) {&Types::name, &specs::name},
    ORRERY_TYPES(X)
#undef X
};

struct NativeException {
  Type* Types::*member;
  std::string_view name;
  Type* Types::*base;
  std::string_view module;
};

constexpr NativeException exceptions[] = {
#define X(member, name, base) {&Types::member, name, &Types::base, "builtins"},
    ORRERY_EXCEPTIONS(X)
#undef X
#define X(member, name, base, module) {&Types::member, name, &Types::base, module},
        ORRERY_MODULE_EXCEPTIONS(X)
#undef X
};

}  // namespace

Types::~Types() {
  // `type` and `object`, made first, die last.
  while (!kept_.empty()) kept_.pop_back();
}

Type* Types::keep(Ref<Type> made) {
  kept_.push_back(std::move(made));
  return kept_.back().get();
}

void Types::make_bare(Runtime& rt) {
  type = keep(bare_type(rt, "type"));
  TypeBuilder::set_type(*type, type);
  for (const Native& native : natives) {
    if (this->*native.member != type) this->*native.member = keep(bare_type(rt, native.spec(*this).name));
  }
  for (const NativeException& e : exceptions) this->*e.member = keep(bare_type(rt, e.name));
}

void Types::fill(Runtime& rt) {
  apply_spec(rt, *object, specs::object(*this));
  for (const Native& native : natives) {
    if (this->*native.member != object) apply_spec(rt, *(this->*native.member), native.spec(*this));
  }
  for (const NativeException& e : exceptions) {
    TypeSpec spec = exception_spec(*this, this->*e.member);
    spec.name = e.name;
    spec.module = e.module;
    spec.base = this->*e.member == base_exception ? object : this->*e.base;
    spec.flags |= TypeFlag::base_type | TypeFlag::is_exception;
    if (this->*e.member == exception_group) {
      make_group_type(rt, spec);
    } else {
      apply_spec(rt, *(this->*e.member), spec);
    }
  }
}

void Types::clear() noexcept {
  empty_tuple = none;
  for (const Ref<Type>& kept : kept_) kept->clear_references();
}

Type* Types::os_error_for(int error_number) const noexcept {
  switch (error_number) {
    case EAGAIN:
    case EALREADY:
    case EINPROGRESS:
      return blocking_io_error;
    case EPIPE:
    case ESHUTDOWN:
      return broken_pipe_error;
    case ECHILD:
      return child_process_error;
    case ECONNABORTED:
      return connection_aborted_error;
    case ECONNREFUSED:
      return connection_refused_error;
    case ECONNRESET:
      return connection_reset_error;
    case EEXIST:
      return file_exists_error;
    case ENOENT:
      return file_not_found_error;
    case EINTR:
      return interrupted_error;
    case EISDIR:
      return is_a_directory_error;
    case ENOTDIR:
      return not_a_directory_error;
    case EACCES:
    case EPERM:
      return permission_error;
    case ESRCH:
      return process_lookup_error;
    case ETIMEDOUT:
      return timeout_error;
    default:
      return os_error;
  }
}

}  // namespace orrery::script
