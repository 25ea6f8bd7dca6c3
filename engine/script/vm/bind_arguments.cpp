// From the arguments of a call to the parameters of a function. (CPython: ceval.c, initialize_locals.)
#include <fmt/format.h>

#include <string>
#include <vector>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/callable.hpp"
#include "engine/script/vm/frame.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

class Binder {
 public:
  Binder(Interpreter& in, Function& function, Args args, Value* slots) noexcept
      : in_(in), function_(function), code_(*function.code), args_(args), slots_(slots) {}

  void bind() {
    take_positional();
    if (code_.flags.double_star) slots_[star_slot() + code_.flags.star] = make_dict(in_);
    for (std::size_t i = 0; i < args_.keyword_count(); ++i) take_keyword(args_.keyword_name(i), args_.keyword_value(i));
    if (args_.size() > code_.positional && !code_.flags.star) too_many();
    fill_defaults();
    fill_keyword_defaults();
  }

 private:
  std::string_view name() const noexcept { return is_str(function_.qualname) ? as_str(function_.qualname).view() : ""; }
  std::uint32_t named() const noexcept { return code_.positional + code_.keyword_only; }
  std::uint32_t star_slot() const noexcept { return named(); }
  std::size_t default_count() const noexcept { return function_.defaults ? function_.defaults->size() : 0; }

  void take_positional() {
    const std::size_t fit = std::min<std::size_t>(args_.size(), code_.positional);
    for (std::size_t i = 0; i < fit; ++i) slots_[i] = args_[i];
    if (code_.flags.star) slots_[star_slot()] = script::make_tuple(in_, args_.positional().subspan(fit));
  }

  void take_keyword(Str* keyword, const Value& value) {
    for (std::uint32_t i = code_.positional_only; i < named(); ++i) {
      if (code_.locals[i] != keyword && code_.locals[i]->view() != keyword->view()) continue;
      if (!is_unset(slots_[i]))
        raise_type_error(in_, fmt::format("{}() got multiple values for argument '{}'", name(), keyword->view()));
      slots_[i] = value;
      return;
    }
    if (!code_.flags.double_star) unexpected(keyword);
    as_dict(slots_[star_slot() + code_.flags.star]).set(keyword, value);
  }

  [[noreturn]] void unexpected(Str* keyword) {
    std::string positional_only;
    for (std::uint32_t i = 0; i < code_.positional_only; ++i)
      for (std::size_t k = 0; k < args_.keyword_count(); ++k)
        if (args_.keyword_name(k)->view() == code_.locals[i]->view())
          positional_only += fmt::format("{}{}", positional_only.empty() ? "" : ", ", code_.locals[i]->view());
    if (!positional_only.empty())
      raise_type_error(in_, fmt::format("{}() got some positional-only arguments passed as keyword arguments: '{}'",
                                        name(), positional_only));
    raise_type_error(in_, fmt::format("{}() got an unexpected keyword argument '{}'", name(), keyword->view()));
  }

  [[noreturn]] void too_many() {
    const std::size_t most = code_.positional, defaults = default_count(), given = args_.size();
    std::size_t keyword_given = 0;
    for (std::uint32_t i = code_.positional; i < named(); ++i) keyword_given += !is_unset(slots_[i]);
    const bool plural = defaults ? true : most != 1;
    const std::string takes = defaults ? fmt::format("from {} to {}", most - defaults, most) : fmt::format("{}", most);
    std::string extra;
    if (keyword_given)
      extra = fmt::format(" positional argument{} (and {} keyword-only argument{})", given != 1 ? "s" : "",
                          keyword_given, keyword_given != 1 ? "s" : "");
    raise_type_error(in_, fmt::format("{}() takes {} positional argument{} but {}{} {} given", name(), takes,
                                      plural ? "s" : "", given, extra, given == 1 && !keyword_given ? "was" : "were"));
  }

  void fill_defaults() {
    const std::size_t defaults = default_count(), first = code_.positional - defaults;
    std::vector<std::string_view> missing;
    for (std::size_t i = std::min<std::size_t>(args_.size(), code_.positional); i < code_.positional; ++i) {
      if (!is_unset(slots_[i])) continue;
      if (i >= first)
        slots_[i] = (*function_.defaults)[i - first];
      else
        missing.push_back(code_.locals[i]->view());
    }
    if (!missing.empty()) complain(missing, "positional");
  }

  void fill_keyword_defaults() {
    std::vector<std::string_view> missing;
    for (std::uint32_t i = code_.positional; i < named(); ++i) {
      if (!is_unset(slots_[i])) continue;
      const Value* given = function_.keyword_defaults ? function_.keyword_defaults->find(code_.locals[i]) : nullptr;
      if (given)
        slots_[i] = *given;
      else
        missing.push_back(code_.locals[i]->view());
    }
    if (!missing.empty()) complain(missing, "keyword-only");
  }

  [[noreturn]] void complain(const std::vector<std::string_view>& missing, std::string_view kind) {
    std::string list;
    for (std::size_t i = 0; i < missing.size(); ++i) {
      const bool last = i + 1 == missing.size();
      const std::string_view before = i == 0 ? "" : !last ? ", " : missing.size() == 2 ? " and " : ", and ";
      list += fmt::format("{}'{}'", before, missing[i]);
    }
    raise_type_error(in_, fmt::format("{}() missing {} required {} argument{}: {}", name(), missing.size(), kind,
                                      missing.size() == 1 ? "" : "s", list));
  }

  Interpreter& in_;
  Function& function_;
  const Code& code_;
  Args args_;
  Value* slots_;
};

}  // namespace

void bind_arguments(Interpreter& in, Function& function, Args args, Frame& frame) {
  const Code& code = *function.code;
  if (code.flags.simple_arguments && args.size() == code.positional && args.keyword_count() == 0) {
    std::copy(args.begin(), args.end(), frame.slots());
  } else {
    Binder(in, function, args, frame.slots()).bind();
  }
}

}  // namespace orrery::script
