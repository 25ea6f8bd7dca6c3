// An interpreter without programs: the object model alone, for its unit tests.
#pragma once

#include <string>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/runtime.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script::test {

class ObjectRuntime final : public Runtime {
 public:
  explicit ObjectRuntime(std::size_t memory = std::size_t{256} << 20) : Runtime(memory) {
    builtins_ = make_dict(*this);
    add_builtins(*this, *builtins_);
  }
  ~ObjectRuntime() override {
    builtins_ = nullptr;
    shutdown();
  }

  loop::Environment& environment() override { return environment_; }
  void write(Stream stream, std::string_view text) override { (stream == Stream::output ? output : errors) += text; }
  Type* foreign_type(const Object&) noexcept override { return types().object; }
  void unraisable(ExceptionObject& error, std::string_view where) noexcept override {
    errors += error.repr() + " in " + std::string(where);
  }
  void warn(Type* category, std::string_view text) override { errors += category->name() + ": " + std::string(text); }

  // ---- words for tests
  Value text(std::string_view t) { return make_str(*this, t); }
  Value number(double d) { return make_float(*this, d); }
  Value big(const std::string& digits) { return int_from_digits(*this, digits, 10); }
  Value list(std::initializer_list<Value> items) {
    return script::make_list(*this, std::span<const Value>(items.begin(), items.size()));
  }
  Value tuple(std::initializer_list<Value> items) {
    return script::make_tuple(*this, std::span<const Value>(items.begin(), items.size()));
  }
  Value builtin(std::string_view name) {
    const Value* found = builtins_->find(name);
    return found ? *found : Value(unset);
  }
  // function(args...)
  Value run(std::string_view function, std::initializer_list<Value> args) {
    return call(*this, builtin(function), Args(args.begin(), args.size()));
  }
  // object.method(args...)
  Value method(const Value& object, std::string_view name, std::initializer_list<Value> args) {
    return call(*this, getattr(*this, object, name), Args(args.begin(), args.size()));
  }
  std::string shown(const Value& v) { return std::string(script::repr(*this, v)->view()); }
  // repr of what `f` returns, or "TypeError: text" of what it raises.
  template <class F>
  std::string result(F&& f) {
    try {
      return shown(f());
    } catch (const loop::Raised& raised) {
      return last_line(*this, *to_exception(*this, raised.error()));
    }
  }

  std::string output;
  std::string errors;

 private:
  loop::Environment environment_;
  Ref<Dict> builtins_;
};

}  // namespace orrery::script::test
