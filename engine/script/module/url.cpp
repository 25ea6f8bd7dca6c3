#include "engine/script/module/url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <vector>

namespace orrery::script {
namespace {

template <std::size_t N>
bool among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}
bool is_relative(std::string_view scheme) {
  static constexpr std::array<std::string_view, 20> names{
      "",    "ftp",      "http", "gopher", "nntp",  "imap", "wais", "file",    "https", "shttp",
      "mms", "prospero", "rtsp", "rtsps",  "rtspu", "sftp", "svn",  "svn+ssh", "ws",    "wss"};
  return among(names, scheme);
}
bool has_netloc(std::string_view scheme, bool newer) {
  static constexpr std::array<std::string_view, 26> names{
      "",    "ftp",     "http",  "gopher", "nntp",     "telnet",  "imap",  "wais",  "file",
      "mms", "https",   "shttp", "snews",  "prospero", "rtsp",    "rtsps", "rtspu", "rsync",
      "svn", "svn+ssh", "sftp",  "nfs",    "git",      "git+ssh", "ws",    "wss"};
  return among(names, scheme) || (newer && scheme == "itms-services");
}
bool has_params(std::string_view scheme) {
  static constexpr std::array<std::string_view, 16> names{"",      "ftp",   "hdl",  "prospero", "http",  "imap",
                                                          "https", "shttp", "rtsp", "rtsps",    "rtspu", "sip",
                                                          "sips",  "mms",   "sftp", "tel"};
  return among(names, scheme);
}

bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_scheme_character(char c) {
  return is_ascii_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
}
bool is_space_or_control(char c) {
  return static_cast<unsigned char>(c) <= ' ';
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

std::string cleaned(std::string_view text, bool both_ends) {
  while (!text.empty() && is_space_or_control(text.front())) text.remove_prefix(1);
  while (both_ends && !text.empty() && is_space_or_control(text.back())) text.remove_suffix(1);
  std::string result(text);
  std::erase_if(result, [](char c) { return c == '\t' || c == '\r' || c == '\n'; });
  return result;
}

// Cuts off what stands behind the first `mark`.
std::string cut(std::string& text, char mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string::npos) return {};
  std::string behind = text.substr(at + 1);
  text.resize(at);
  return behind;
}

void take_scheme(Url& url, std::string& rest) {
  const std::size_t colon = rest.find(':');
  if (colon == std::string::npos || colon == 0 || !is_ascii_letter(rest[0])) return;
  if (!std::all_of(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(colon), is_scheme_character)) return;
  url.scheme = lower(std::string_view(rest).substr(0, colon));
  rest.erase(0, colon + 1);
}

// False if its brackets do not match.
bool take_netloc(Url& url, std::string& rest) {
  if (!rest.starts_with("//")) return true;
  const std::size_t end = std::min(rest.find_first_of("/?#", 2), rest.size());
  url.netloc = rest.substr(2, end - 2);
  rest.erase(0, end);
  return (url.netloc.find('[') == std::string::npos) == (url.netloc.find(']') == std::string::npos);
}

std::vector<std::string> segments_of(std::string_view path) {
  std::vector<std::string> all;
  for (;;) {
    const std::size_t slash = path.find('/');
    all.emplace_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return all;
    path.remove_prefix(slash + 1);
  }
}

std::vector<std::string> merged(std::string_view base, std::string_view path) {
  std::vector<std::string> own = segments_of(path);
  if (path.starts_with('/')) return own;
  std::vector<std::string> all = segments_of(base);
  if (!all.back().empty()) all.pop_back();
  all.insert(all.end(), own.begin(), own.end());
  if (all.size() > 2) all.erase(std::remove(all.begin() + 1, all.end() - 1, std::string()), all.end() - 1);
  return all;
}

std::string without_dots(const std::vector<std::string>& segments) {
  std::vector<std::string> kept;
  for (const std::string& segment : segments) {
    if (segment == ".") continue;
    if (segment != "..")
      kept.push_back(segment);
    else if (!kept.empty())
      kept.pop_back();
  }
  if (segments.back() == "." || segments.back() == "..") kept.emplace_back();
  std::string path;
  for (std::size_t i = 0; i < kept.size(); ++i) path += (i == 0 ? "" : "/") + kept[i];
  return path.empty() ? "/" : path;
}

}  // namespace

std::optional<Url> split_url(std::string_view text, std::string_view scheme, bool allow_fragments) {
  Url url;
  url.scheme = cleaned(scheme, true);
  std::string rest = cleaned(text, false);
  take_scheme(url, rest);
  if (!take_netloc(url, rest)) return {};
  if (allow_fragments) url.fragment = cut(rest, '#');
  url.query = cut(rest, '?');
  url.path = std::move(rest);
  return url;
}

void split_params(Url& url) {
  if (!has_params(url.scheme)) return;
  const std::size_t slash = url.path.rfind('/');
  const std::size_t at = url.path.find(';', slash == std::string::npos ? 0 : slash);
  if (at == std::string::npos) return;
  url.params = url.path.substr(at + 1);
  url.path.resize(at);
}

std::string join_parts(const Url& url, bool newer) {
  std::string text = url.params.empty() ? url.path : url.path + ";" + url.params;
  const bool bare = has_netloc(url.scheme, newer) && !url.scheme.empty();
  const bool with_slashes = !url.netloc.empty() || (!newer && bare && !text.starts_with("//"));
  if (with_slashes) {
    if (!text.empty() && text[0] != '/') text.insert(0, "/");
    text = "//" + url.netloc + text;
  } else if (newer && (text.starts_with("//") || (bare && (text.empty() || text[0] == '/')))) {
    text.insert(0, "//");
  }
  if (!url.scheme.empty()) text = url.scheme + ":" + text;
  if (!url.query.empty()) text += "?" + url.query;
  if (!url.fragment.empty()) text += "#" + url.fragment;
  return text;
}

std::optional<std::string> resolve_url(std::string_view base_text, std::string_view text, bool allow_fragments,
                                       bool newer) {
  std::optional<Url> base = split_url(base_text, "", allow_fragments);
  if (!base) return {};
  split_params(*base);
  std::optional<Url> url = split_url(text, base->scheme, allow_fragments);
  if (!url) return {};
  split_params(*url);
  if (url->scheme != base->scheme || !is_relative(url->scheme)) return std::string(text);
  if (has_netloc(url->scheme, newer)) {
    if (!url->netloc.empty()) return join_parts(*url, newer);
    url->netloc = base->netloc;
  }
  if (url->path.empty() && url->params.empty()) {
    url->path = base->path;
    url->params = base->params;
    if (url->query.empty()) url->query = base->query;
  } else {
    url->path = without_dots(merged(base->path, url->path));
  }
  return join_parts(*url, newer);
}

NetworkPlace network_place(std::string_view netloc) {
  NetworkPlace place;
  if (const std::size_t at = netloc.rfind('@'); at != std::string_view::npos) {
    const std::string_view user = netloc.substr(0, at);
    const std::size_t colon = user.find(':');
    place.user = std::string(user.substr(0, colon));
    if (colon != std::string_view::npos) place.password = std::string(user.substr(colon + 1));
    netloc.remove_prefix(at + 1);
  }
  const std::size_t open = netloc.find('[');
  const bool bracketed = open != std::string_view::npos;
  if (bracketed) netloc.remove_prefix(open + 1);
  const std::size_t end = netloc.find(bracketed ? ']' : ':');
  place.host = std::string(netloc.substr(0, end));
  std::string_view port = end == std::string_view::npos ? std::string_view() : netloc.substr(end + 1);
  if (bracketed) port = port.find(':') == std::string_view::npos ? std::string_view() : port.substr(port.find(':') + 1);
  if (!port.empty()) place.port = std::string(port);
  return place;
}

std::string percent_encoded(std::string_view bytes, std::string_view safe) {
  std::string text;
  for (const char c : bytes) {
    const bool kept = is_ascii_letter(c) || is_digit(c) || std::string_view("_.-~").find(c) != std::string_view::npos ||
                      (static_cast<unsigned char>(c) < 128 && safe.find(c) != std::string_view::npos);
    text += kept ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return text;
}

std::string percent_decoded(std::string_view text) {
  const auto digit = [&](std::size_t i) {
    const char c = i < text.size() ? text[i] : ' ';
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  };
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool pair = text[i] == '%' && digit(i + 1) >= 0 && digit(i + 2) >= 0;
    bytes += pair ? static_cast<char>(digit(i + 1) * 16 + digit(i + 2)) : text[i];
    if (pair) i += 2;
  }
  return bytes;
}

}  // namespace orrery::script
