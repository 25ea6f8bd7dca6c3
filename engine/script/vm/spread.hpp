// The arguments of a call with * or **, laid out as every other call has them.
#pragma once

#include <vector>

#include "engine/script/object/args.hpp"
#include "engine/script/object/dict.hpp"
#include "engine/script/object/sequence.hpp"

namespace orrery::script {

class Interpreter;

class SpreadArguments {
 public:
  // Raises TypeError if `positional` cannot be iterated. `keywords` may be null.
  SpreadArguments(Interpreter& in, const Value& callable, const Value& positional, const Dict* keywords);
  Args args() const noexcept { return {values_.data(), positional_, names_.get()}; }

 private:
  std::vector<Value> values_;
  std::size_t positional_ = 0;
  Ref<Tuple> names_;
};

}  // namespace orrery::script
