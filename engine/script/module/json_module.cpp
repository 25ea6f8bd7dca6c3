#include <fmt/format.h>

#include <algorithm>

#include "engine/script/module/define.hpp"
#include "engine/script/module/json.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

// ---------------------------------------------------------------- JSONDecodeError

Value init_error(Runtime& rt, Args args) {
  const auto [self, message, document, position] =
      bind_python<4>(rt, "JSONDecodeError.__init__", {"self", "msg", "doc", "pos"}, args, 4);
  Str& source = as_str(document);
  const auto at = static_cast<std::size_t>(index_number(rt, position, rt.types().overflow_error));
  const std::string_view before = source.view().substr(0, source.offset(std::min(at, source.length())));
  const auto line = static_cast<std::int64_t>(std::count(before.begin(), before.end(), '\n')) + 1;
  const std::size_t start = before.rfind('\n');
  const auto column = static_cast<std::int64_t>(
                          count_code_points(start == std::string_view::npos ? before : before.substr(start + 1))) +
                      1;
  as_exception(self).args = make_tuple(
      rt, {text(rt, fmt::format("{}: line {} column {} (char {})", str(rt, message)->view(), line, column, at))});
  set_field(rt, self, "msg", message);
  set_field(rt, self, "doc", document);
  set_field(rt, self, "pos", position);
  set_field(rt, self, "lineno", Value::integer(line));
  set_field(rt, self, "colno", Value::integer(column));
  return none;
}
constexpr NativeMethod error_methods[] = {{"__init__", init_error}};

// ---------------------------------------------------------------- dumps

constexpr std::array<std::string_view, 10> style_names = {
    "skipkeys", "ensure_ascii", "check_circular", "allow_nan", "sort_keys",
    "indent",   "separators",   "default",        "cls",       ""};

bool flag(Runtime& rt, const Value& v, bool otherwise) {
  return is_unset(v) ? otherwise : truth(rt, v);
}
void set_indent(Runtime& rt, const Value& v, JsonStyle& style) {
  if (is_none_or_unset(v)) return;
  style.indented = true;
  style.item_separator = ",";
  style.indent =
      is_str(v) ? std::string(as_str(v).view())
                : std::string(static_cast<std::size_t>(std::max<std::int64_t>(0, index_number(rt, v, nullptr))), ' ');
}
// The options in the order of `style_names`.
JsonStyle style_from(Runtime& rt, std::span<const Value> v) {
  JsonStyle style;
  style.skip_keys = flag(rt, v[0], false);
  style.ascii = flag(rt, v[1], true);
  style.check_circular = flag(rt, v[2], true);
  style.allow_nan = flag(rt, v[3], true);
  style.sort_keys = flag(rt, v[4], false);
  set_indent(rt, v[5], style);
  if (!is_none_or_unset(v[6])) {
    Value pair[2];
    unpack(rt, v[6], 2, pair);
    style.item_separator = as_str(pair[0]).view();
    style.key_separator = as_str(pair[1]).view();
  }
  style.otherwise = is_unset(v[7]) ? Value(none) : v[7];
  return style;
}

// By an encoder class of the program, if one is given.
std::string dumped(Runtime& rt, const Value& object, Args keywords) {
  std::array<Value, 10> v;
  script::bind_python(rt, Signature{"dumps", std::span(style_names).first(9), 0, 0, 0},
                      Args(keywords.begin() + keywords.size(), 0, keywords.names()), std::span(v).first(9));
  if (is_none_or_unset(v[8])) return json_text(rt, object, style_from(rt, v));
  Ref<Dict> options = keywords_of(rt, keywords);
  options->remove(rt.heap().intern("cls"));
  const Value encoder = call_with(rt, v[8], {}, options.get());
  return std::string(str(rt, call_method(rt, encoder, "encode", {object}))->view());
}
Value dumps(Runtime& rt, Args args) {
  if (args.size() != 1)
    raise_type_error(rt, args.size() == 0
                             ? "dumps() missing 1 required positional argument: 'obj'"
                             : fmt::format("dumps() takes 1 positional argument but {} were given", args.size()));
  return text(rt, dumped(rt, args[0], args));
}
Value dump(Runtime& rt, Args args) {
  if (args.size() != 2) raise_type_error(rt, "dump() takes 2 positional arguments: 'obj' and 'fp'");
  call_method(rt, args[1], "write", {text(rt, dumped(rt, args[0], args))});
  return none;
}

// ---------------------------------------------------------------- loads

JsonHooks hooks_from(Args args) {
  const auto get = [&](std::string_view name) {
    const Value* const v = args.keyword(name);
    return v ? Value(*v) : Value(none);
  };
  return {get("object_hook"), get("object_pairs_hook"), get("parse_float"), get("parse_int"), get("parse_constant")};
}
void check_names(Runtime& rt, Args args) {
  for (std::size_t i = 0; i < args.keyword_count(); ++i) {
    const std::string_view name = args.keyword_name(i)->view();
    const bool known = name == "object_hook" || name == "object_pairs_hook" || name == "parse_float" ||
                       name == "parse_int" || name == "parse_constant";
    if (!known)
      raise_type_error(rt, fmt::format("JSONDecoder.__init__() got an unexpected keyword argument '{}'", name));
  }
}
Value read(Runtime& rt, const Value& source, Args args) {
  check_names(rt, args);
  if (is_bytes_like(source)) {
    const Ref<Str> decoded = decode(rt, as_bytes(source).view(), "utf-8", "surrogatepass");
    return json_value(rt, Value(decoded), hooks_from(args));
  }
  if (!is_str(source))
    raise_type_error(rt, fmt::format("the JSON object must be str, bytes or bytearray, not {}",
                                     name_text(rt, value_of(type_of(rt, source)), "object")));
  if (as_str(source).view().starts_with("\xef\xbb\xbf"))
    raise_json_error(rt, "Unexpected UTF-8 BOM (decode using utf-8-sig)", source, 0);
  return json_value(rt, source, hooks_from(args));
}
Value loads(Runtime& rt, Args args) {
  if (args.size() != 1) raise_type_error(rt, "loads() missing 1 required positional argument: 's'");
  return read(rt, args[0], args);
}
Value load(Runtime& rt, Args args) {
  if (args.size() != 1) raise_type_error(rt, "load() missing 1 required positional argument: 'fp'");
  return read(rt, call_method(rt, args[0], "read"), args);
}

constexpr NativeMethod functions[] = {{"dumps", dumps}, {"dump", dump}, {"loads", loads}, {"load", load}};

// ---------------------------------------------------------------- JSONEncoder

Value init_encoder(Runtime& rt, Args args) {
  std::array<Value, 9> v;
  script::bind_python(rt, Signature{"JSONEncoder.__init__", std::span(style_names).first(8), 0, 0, 0},
                      Args(args.begin() + args.size(), 0, args.names()), std::span(v).first(8));
  for (std::size_t i = 0; i < 7; ++i)
    set_field(rt, args[0], "_" + std::string(style_names[i]), is_unset(v[i]) ? Value(none) : v[i]);
  set_field(rt, args[0], "_given", Value(keywords_of(rt, args)));
  if (!is_none_or_unset(v[7])) set_field(rt, args[0], "default", v[7]);
  return none;
}
Value refuse(Runtime& rt, Args args) {
  raise_type_error(rt, fmt::format("Object of type {} is not JSON serializable",
                                   name_text(rt, value_of(type_of(rt, args[1])), "object")));
}
Value encode(Runtime& rt, Args args) {
  Dict& given = as_dict(field(rt, args[0], "_given"));
  std::array<Value, 8> v;
  for (std::size_t i = 0; i < 7; ++i) {
    const Value* const found = given.find(style_names[i]);
    v[i] = found ? Value(*found) : Value(unset);
  }
  v[7] = getattr(rt, args[0], "default");
  return text(rt, json_text(rt, args[1], style_from(rt, v)));
}
Value iterencode(Runtime& rt, Args args) {
  return iter(rt, Value(make_list(rt, std::vector<Value>{encode(rt, args)})));
}
constexpr NativeMethod encoder_methods[] = {{"__init__", init_encoder},
                                            {"default", refuse, one_argument()},
                                            {"encode", encode, one_argument()},
                                            {"iterencode", iterencode, one_argument()}};

Value init_decoder(Runtime& rt, Args args) {
  check_names(rt, args);
  set_field(rt, args[0], "_given", Value(keywords_of(rt, args)));
  return none;
}
Value decode_text(Runtime& rt, Args args) {
  const Value source = args[1];
  return call_with(rt, function_value(rt, "loads", loads, "json"), std::span(&source, 1),
                   &as_dict(field(rt, args[0], "_given")));
}
constexpr NativeMethod decoder_methods[] = {{"__init__", init_decoder}, {"decode", decode_text, one_argument()}};

}  // namespace

Ref<ModuleObject> json_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "json");
  add_functions(rt, *module->dict, "json", functions);
  Type*& error = standard_state(rt).decode_error;
  error = make_library_class(rt, {.name = "JSONDecodeError",
                                  .module = "json.decoder",
                                  .bases = {rt.types().value_error},
                                  .methods = error_methods});
  define_class(rt, *module, error);
  define_class(rt, *module,
               make_library_class(rt, {.name = "JSONEncoder", .module = "json.encoder", .methods = encoder_methods}));
  define_class(rt, *module,
               make_library_class(rt, {.name = "JSONDecoder", .module = "json.decoder", .methods = decoder_methods}));
  return module;
}

}  // namespace orrery::script
