// urllib.parse, of text. (CPython: Lib/urllib/parse.py.)
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "engine/script/module/collections.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/module/standard_state.hpp"
#include "engine/script/module/url.hpp"
#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/sequence.hpp"

namespace orrery::script {
namespace {

bool is_newer(Runtime& rt) {
  return rt.environment().rules() >= loop::Rules::py313;
}

std::string text_of(Runtime& rt, const Value& v) {
  if (is_none_or_unset(v)) return {};
  if (is_bytes_like(v))
    raise(rt, rt.types().not_implemented_error, "urllib.parse of bytes is not supported here: decode them first");
  if (!is_str(v)) raise_no_attribute(rt, v, rt.heap().intern("decode"));
  return std::string(as_str(v).view());
}
bool flag(Runtime& rt, const Value& v, bool otherwise) {
  return is_unset(v) ? otherwise : truth(rt, v);
}

// ---------------------------------------------------------------- results

constexpr std::string_view split_fields[] = {"scheme", "netloc", "path", "query", "fragment"};
constexpr std::string_view parse_fields[] = {"scheme", "netloc", "path", "params", "query", "fragment"};

Url url_of(Runtime& rt, const Value& parts) {
  const Ref<List> items = list_of(rt, parts);
  const auto part = [&](std::size_t i) { return text_of(rt, (*items)[i]); };
  if (items->size() == 5) return {part(0), part(1), part(2), "", part(3), part(4)};
  if (items->size() == 6) return {part(0), part(1), part(2), part(3), part(4), part(5)};
  raise_value_error(rt, items->size() < 5
                            ? fmt::format("not enough values to unpack (expected 7, got {})", items->size() + 1)
                            : "too many values to unpack (expected 7)");
}

NetworkPlace place_of(Runtime& rt, const Value& self) {
  return network_place(as_str(getattr(rt, self, "netloc")).view());
}

Value optional_text(Runtime& rt, const std::optional<std::string>& found) {
  return found ? text(rt, *found) : Value(none);
}
Value username(Runtime& rt, const Value& self) {
  return optional_text(rt, place_of(rt, self).user);
}
Value password(Runtime& rt, const Value& self) {
  return optional_text(rt, place_of(rt, self).password);
}
Value hostname(Runtime& rt, const Value& self) {
  const std::string host = place_of(rt, self).host;
  if (host.empty()) return none;
  const std::size_t zone = host.find('%');
  const Value lower = call_method(rt, text(rt, host.substr(0, zone)), "lower");
  return zone == std::string::npos ? lower : text(rt, std::string(as_str(lower).view()) + host.substr(zone));
}
Value port(Runtime& rt, const Value& self) {
  const std::optional<std::string> given = place_of(rt, self).port;
  if (!given) return none;
  if (given->find_first_not_of("0123456789") != std::string::npos)
    raise_value_error(rt, fmt::format("Port could not be cast to integer value as {}", quoted(*given)));
  const bool fits = given->size() < 10 && std::stol(*given) <= 65535;
  if (!fits) raise_value_error(rt, "Port out of range 0-65535");
  return Value::integer(std::stol(*given));
}
constexpr NativeAttribute place_attributes[] = {
    {"username", username}, {"password", password}, {"hostname", hostname}, {"port", port}};

Value geturl(Runtime& rt, Args args) {
  return text(rt, join_parts(url_of(rt, args[0]), is_newer(rt)));
}
Value fragment_url(Runtime& rt, Args args) {
  const Ref<List> parts = list_of(rt, args[0]);
  const std::string_view fragment = as_str((*parts)[1]).view();
  return text(rt, std::string(as_str((*parts)[0]).view()) + (fragment.empty() ? "" : "#" + std::string(fragment)));
}
constexpr NativeMethod url_methods[] = {{"geturl", geturl, no_arguments()}};
constexpr NativeMethod fragment_methods[] = {{"geturl", fragment_url, no_arguments()}};

Type* result_type(Runtime& rt, std::string_view name, std::span<const std::string_view> fields,
                  std::span<const NativeMethod> methods, std::span<const NativeAttribute> attributes) {
  std::vector<Value> names;
  for (const std::string_view field : fields) names.emplace_back(Ref<Str>(rt.heap().intern(field)));
  Type* const base = make_named_tuple(rt, {name, names, {}, "urllib.parse"});
  return make_library_class(
      rt, {.name = name, .module = "urllib.parse", .bases = {base}, .methods = methods, .attributes = attributes});
}

Value made(Runtime& rt, std::string_view type, std::initializer_list<std::string_view> parts) {
  std::vector<Value> values;
  for (const std::string_view part : parts) values.push_back(text(rt, part));
  return call(rt, module_member(rt, "urllib.parse", type), Args(values.data(), values.size()));
}

// ---------------------------------------------------------------- taking apart, putting together

Url split(Runtime& rt, const std::string& url, const std::string& scheme, bool fragments) {
  std::optional<Url> parts = split_url(url, scheme, fragments);
  if (!parts) raise_value_error(rt, "Invalid IPv6 URL");
  return *parts;
}

Value urlsplit(Runtime& rt, Args args) {
  const auto [url, scheme, fragments] = bind_python<3>(rt, "urlsplit", {"url", "scheme", "allow_fragments"}, args, 1);
  const Url parts = split(rt, text_of(rt, url), text_of(rt, scheme), flag(rt, fragments, true));
  return made(rt, "SplitResult", {parts.scheme, parts.netloc, parts.path, parts.query, parts.fragment});
}
Value urlparse(Runtime& rt, Args args) {
  const auto [url, scheme, fragments] = bind_python<3>(rt, "urlparse", {"url", "scheme", "allow_fragments"}, args, 1);
  Url parts = split(rt, text_of(rt, url), text_of(rt, scheme), flag(rt, fragments, true));
  split_params(parts);
  return made(rt, "ParseResult", {parts.scheme, parts.netloc, parts.path, parts.params, parts.query, parts.fragment});
}
Value unsplit(Runtime& rt, Args args) {
  return text(rt, join_parts(url_of(rt, args[0]), is_newer(rt)));
}

Value urljoin(Runtime& rt, Args args) {
  const auto [base, url, fragments] = bind_python<3>(rt, "urljoin", {"base", "url", "allow_fragments"}, args, 2);
  if (!truth(rt, base)) return url;
  if (!truth(rt, url)) return base;
  const auto joined = resolve_url(text_of(rt, base), text_of(rt, url), flag(rt, fragments, true), is_newer(rt));
  if (!joined) raise_value_error(rt, "Invalid IPv6 URL");
  return text(rt, *joined);
}
Value urldefrag(Runtime& rt, Args args) {
  const std::string url = text_of(rt, args[0]);
  if (url.find('#') == std::string::npos) return made(rt, "DefragResult", {url, ""});
  Url parts = split(rt, url, "", true);
  split_params(parts);
  const std::string fragment = std::exchange(parts.fragment, "");
  return made(rt, "DefragResult", {join_parts(parts, is_newer(rt)), fragment});
}

// ---------------------------------------------------------------- quoting

std::string bytes_of(Runtime& rt, const Value& v, const Value& encoding, const Value& errors) {
  if (is_bytes_like(v)) return std::string(as_bytes(v).view());
  if (!is_str(v)) raise_type_error(rt, "quote_from_bytes() expected bytes");
  return encode(rt, as_str(v), is_none_or_unset(encoding) ? "utf-8" : as_str(encoding).view(),
                is_none_or_unset(errors) ? "strict" : as_str(errors).view());
}
std::string safe_of(const Value& safe, std::string_view otherwise) {
  if (is_str(safe)) return std::string(as_str(safe).view());
  return is_bytes_like(safe) ? std::string(as_bytes(safe).view()) : std::string(otherwise);
}

Value quote(Runtime& rt, Args args) {
  const auto [string, safe, encoding, errors] =
      bind_python<4>(rt, "quote", {"string", "safe", "encoding", "errors"}, args, 1);
  return text(rt, percent_encoded(bytes_of(rt, string, encoding, errors), safe_of(safe, "/")));
}
std::string quoted_plus(const std::string& bytes, const std::string& safe) {
  std::string done = percent_encoded(bytes, safe + " ");
  std::ranges::replace(done, ' ', '+');
  return done;
}
Value quote_plus(Runtime& rt, Args args) {
  const auto [string, safe, encoding, errors] =
      bind_python<4>(rt, "quote_plus", {"string", "safe", "encoding", "errors"}, args, 1);
  return text(rt, quoted_plus(bytes_of(rt, string, encoding, errors), safe_of(safe, "")));
}

Value unquoted(Runtime& rt, const std::string& given, const Value& encoding, const Value& errors) {
  return Value(decode(rt, percent_decoded(given), is_none_or_unset(encoding) ? "utf-8" : as_str(encoding).view(),
                      is_none_or_unset(errors) ? "replace" : as_str(errors).view()));
}
std::string quoted_text(Runtime& rt, const Value& v) {
  if (is_bytes_like(v)) return std::string(as_bytes(v).view());
  if (!is_str(v)) raise_type_error(rt, fmt::format("argument of type '{}' is not iterable", type_of(rt, v)->name()));
  return std::string(as_str(v).view());
}
Value unquote(Runtime& rt, Args args) {
  const auto [string, encoding, errors] = bind_python<3>(rt, "unquote", {"string", "encoding", "errors"}, args, 1);
  return unquoted(rt, quoted_text(rt, string), encoding, errors);
}
Value unquote_plus(Runtime& rt, Args args) {
  const auto [string, encoding, errors] = bind_python<3>(rt, "unquote_plus", {"string", "encoding", "errors"}, args, 1);
  std::string given = quoted_text(rt, string);
  std::ranges::replace(given, '+', ' ');
  return unquoted(rt, given, encoding, errors);
}
Value unquote_to_bytes(Runtime& rt, Args args) {
  return make_bytes(rt, percent_decoded(quoted_text(rt, args[0])));
}

// ---------------------------------------------------------------- queries

// One value of a query as quote_via has it; null: quote_plus.
struct Quoting {
  Value via, safe, encoding, errors;

  std::string operator()(Runtime& rt, const Value& v) const {
    const Value shown = is_bytes_like(v) ? v : Value(str(rt, v));
    if (is_unset(via)) return quoted_plus(bytes_of(rt, shown, encoding, errors), safe_of(safe, ""));
    const Value all[] = {shown, is_unset(safe) ? text(rt, "") : safe, is_unset(encoding) ? Value(none) : encoding,
                         is_unset(errors) ? Value(none) : errors};
    return std::string(as_str(call(rt, via, Args(all, is_bytes_like(v) ? 2 : 4))).view());
  }
};

bool is_sequence(Runtime& rt, const Value& v) {
  return !is_str(v) && !is_bytes_like(v) && type_of(rt, v)->slots.length != nullptr;
}

Value urlencode(Runtime& rt, Args args) {
  const auto [query, doseq, safe, encoding, errors, via] =
      bind_python<6>(rt, "urlencode", {"query", "doseq", "safe", "encoding", "errors", "quote_via"}, args, 1);
  const Quoting quoting{via, safe, encoding, errors};
  const bool spread = flag(rt, doseq, false);
  const Value items = getattr_or_unset(rt, query, rt.heap().intern("items"));
  if (is_unset(items) && !is_sequence(rt, query))
    raise_type_error(rt, "not a valid non-string sequence or mapping object");
  std::string all;
  for_each(rt, is_unset(items) ? query : call(rt, items), [&](const Value& pair) {
    Value both[2];
    unpack(rt, pair, 2, both);
    const std::string key = quoting(rt, both[0]);
    const auto add = [&](const Value& v) { all += (all.empty() ? "" : "&") + key + "=" + quoting(rt, v); };
    if (spread && is_sequence(rt, both[1]))
      for_each(rt, both[1], add);
    else
      add(both[1]);
  });
  return text(rt, all);
}

struct QueryArguments {
  std::string query, separator = "&";
  bool keep_blank = false, strict = false;
  Value encoding, errors;
  std::int64_t most = -1;
};
QueryArguments query_arguments(Runtime& rt, Args args, std::string_view function) {
  const auto [qs, keep, strict, encoding, errors, most, separator] = bind_python<7>(
      rt, function, {"qs", "keep_blank_values", "strict_parsing", "encoding", "errors", "max_num_fields", "separator"},
      args, 1);
  QueryArguments q{text_of(rt, qs), "&", flag(rt, keep, false), flag(rt, strict, false), encoding, errors, -1};
  if (!is_unset(separator)) q.separator = is_str(separator) ? std::string(as_str(separator).view()) : "";
  if (q.separator.empty()) raise_value_error(rt, "Separator must be of type string or bytes.");
  if (!is_none_or_unset(most)) q.most = index_number(rt, most, rt.types().overflow_error);
  return q;
}

std::vector<std::string> fields_of(const QueryArguments& q) {
  std::vector<std::string> fields;
  std::string_view rest = q.query;
  while (!q.query.empty()) {
    const std::size_t end = rest.find(q.separator);
    fields.emplace_back(rest.substr(0, end));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + q.separator.size());
  }
  return fields;
}

// Calls `add(name, value)` for each.
template <class F>
void each_field(Runtime& rt, const QueryArguments& q, F&& add) {
  const std::vector<std::string> fields = fields_of(q);
  if (q.most >= 0 && static_cast<std::size_t>(q.most) < fields.size())
    raise_value_error(rt, "Max number of fields exceeded");
  for (std::string field : fields) {
    if (field.empty() && !q.strict) continue;
    const std::size_t equals = field.find('=');
    if (equals == std::string::npos && q.strict)
      raise_value_error(rt, fmt::format("bad query field: {}", quoted(field)));
    std::ranges::replace(field, '+', ' ');
    const std::string value = equals == std::string::npos ? "" : field.substr(equals + 1);
    if (!value.empty() || q.keep_blank)
      add(unquoted(rt, field.substr(0, equals), q.encoding, q.errors), unquoted(rt, value, q.encoding, q.errors));
  }
}

Value parse_qsl(Runtime& rt, Args args) {
  const Ref<List> pairs = make_list(rt);
  each_field(rt, query_arguments(rt, args, "parse_qsl"), [&](const Value& name, const Value& value) {
    pairs->append(Value(make_tuple(rt, {name, value})));
  });
  return Value(pairs);
}
Value parse_qs(Runtime& rt, Args args) {
  const Ref<Dict> all = make_dict(rt);
  each_field(rt, query_arguments(rt, args, "parse_qs"), [&](const Value& name, const Value& value) {
    const Value* known = all->find(rt, name);
    if (!known) all->set(rt, name, Value(make_list(rt)));
    static_cast<List*>(all->find(rt, name)->object())->append(value);
  });
  return Value(all);
}

constexpr NativeMethod functions[] = {
    {"urlsplit", urlsplit},
    {"urlparse", urlparse},
    {"urlunsplit", unsplit, one_argument()},
    {"urlunparse", unsplit, one_argument()},
    {"urljoin", urljoin},
    {"urldefrag", urldefrag, one_argument()},
    {"quote", quote},
    {"quote_plus", quote_plus},
    {"unquote", unquote},
    {"unquote_plus", unquote_plus},
    {"unquote_to_bytes", unquote_to_bytes, one_argument()},
    {"urlencode", urlencode},
    {"parse_qs", parse_qs},
    {"parse_qsl", parse_qsl},
};

}  // namespace

Ref<ModuleObject> urllib_module(Runtime& rt) {
  return make_module(rt, "urllib");
}

Ref<ModuleObject> urllib_parse_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "urllib.parse");
  add_functions(rt, *module->dict, "urllib.parse", functions);
  define_class(rt, *module, result_type(rt, "SplitResult", split_fields, url_methods, place_attributes));
  define_class(rt, *module, result_type(rt, "ParseResult", parse_fields, url_methods, place_attributes));
  constexpr std::string_view defrag_fields[] = {"url", "fragment"};
  define_class(rt, *module, result_type(rt, "DefragResult", defrag_fields, fragment_methods, {}));
  return module;
}

}  // namespace orrery::script
