#include "engine/scenario/program_vocabulary.hpp"

#include <algorithm>
#include <list>
#include <map>
#include <string>
#include <vector>

#include "engine/io/clocks.hpp"
#include "engine/io/network.hpp"
#include "engine/script/module/modules.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/dict.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::scenario {

namespace {

// A world without anything in it: the modules are looked at, nothing of them is called.
class Nowhere final : public script::Outside {
 public:
  loop::Clock& clock() override { return clock_; }
  std::unique_ptr<loop::Selector> new_selector() override { return nullptr; }
  void block(double) override {}
  bool wait(int, event::Direction, double) override { return false; }
  io::Network& network() override { return network_; }

 private:
  loop::Environment environment_;
  io::Network network_{environment_};
  io::VirtualClock clock_;
};

class Nothing final : public script::Output {
 public:
  void write(script::Stream, std::string_view) override {}
};

using Names = std::vector<std::string_view>;

class ProgramVocabulary final : public script::Vocabulary {
 public:
  ProgramVocabulary() {
    loop::Environment environment;
    Nothing output;
    Nowhere outside;
    script::Interpreter interpreter(environment, output);
    const script::Modules modules(interpreter, outside);
    builtins_ = names_of(interpreter.builtins());
    for (const script::StandardModule& module : script::standard_modules()) {
      interpreter.import_module(module.name);
      modules_.push_back(keep(module.name));
      members_[modules_.back()] = names_of(*interpreter.imported(module.name)->dict);
    }
    modules_.push_back(keep("__future__"));
    std::ranges::sort(modules_);
  }

  std::span<const std::string_view> modules() const override { return modules_; }
  std::span<const std::string_view> members(std::string_view module) const override {
    const auto found = members_.find(module);
    return found == members_.end() ? std::span<const std::string_view>() : found->second;
  }
  std::span<const std::string_view> builtins() const override { return builtins_; }

 private:
  std::string_view keep(std::string_view text) { return *texts_.insert(texts_.end(), std::string(text)); }

  Names names_of(const script::Dict& dict) {
    Names names;
    for (std::uint32_t i = 0; i < dict.entry_count(); ++i)
      if (script::is_str(dict.entry(i).key)) names.push_back(keep(script::as_str(dict.entry(i).key).view()));
    return names;
  }

  std::list<std::string> texts_;  // where all the names live
  Names modules_, builtins_;
  std::map<std::string_view, Names> members_;
};

}  // namespace

const script::Vocabulary& program_vocabulary() {
  static const ProgramVocabulary vocabulary;
  return vocabulary;
}

}  // namespace orrery::scenario
