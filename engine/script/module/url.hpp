// Taking URLs apart and putting them together: text alone. (CPython: Lib/urllib/parse.py.)
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace orrery::script {

struct Url {
  std::string scheme, netloc, path, params, query, fragment;
};

// urlsplit(): `params` stays part of the path. Nothing: the brackets of an IPv6 address do not match.
std::optional<Url> split_url(std::string_view url, std::string_view scheme, bool allow_fragments);
// urlparse(): takes the parameters off the last segment of the path, for schemes that have them.
void split_params(Url& url);
// urlunsplit(), urlunparse(). `newer`: as since 3.13, which leaves out "//" where it would say nothing.
std::string join_parts(const Url& url, bool newer);
// urljoin(), of two that are not empty. Nothing as for split_url.
std::optional<std::string> resolve_url(std::string_view base, std::string_view url, bool allow_fragments, bool newer);

// "user:password@host:port" of a netloc.
struct NetworkPlace {
  std::optional<std::string> user, password, port;
  std::string host;
};
NetworkPlace network_place(std::string_view netloc);

// quote() of bytes: %XX for all but letters, digits, "_.-~" and what is in `safe`.
std::string percent_encoded(std::string_view bytes, std::string_view safe);
// The bytes again; a '%' that begins no pair of digits stays.
std::string percent_decoded(std::string_view text);

}  // namespace orrery::script
