// Text to bytes and back: UTF-8, ASCII, Latin-1, UTF-16 and UTF-32, with CPython's error handlers.
#include <fmt/format.h>

#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

namespace {

enum class Codec { utf8, ascii, latin1, utf16, utf16le, utf16be, utf32, utf32le, utf32be };

struct Name {
  std::string_view text;
  Codec codec;
};
constexpr Name names[] = {
    {"utf8", Codec::utf8},       {"u8", Codec::utf8},         {"ascii", Codec::ascii}, {"usascii", Codec::ascii},
    {"latin1", Codec::latin1},   {"iso88591", Codec::latin1}, {"l1", Codec::latin1},   {"utf16", Codec::utf16},
    {"utf16le", Codec::utf16le}, {"utf16be", Codec::utf16be}, {"utf32", Codec::utf32}, {"utf32le", Codec::utf32le},
    {"utf32be", Codec::utf32be},
};

Codec codec_of(Runtime& rt, std::string_view encoding) {
  std::string plain;
  for (const char c : encoding) {
    if (c != '-' && c != '_' && c != ' ') plain += static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  }
  for (const Name& name : names) {
    if (name.text == plain) return name.codec;
  }
  raise(rt, rt.types().lookup_error, fmt::format("unknown encoding: {}", encoding));
}

std::string_view shown_name(Codec codec) {
  switch (codec) {
    case Codec::utf8:
      return "utf-8";
    case Codec::ascii:
      return "ascii";
    case Codec::latin1:
      return "latin-1";
    case Codec::utf16:
    case Codec::utf16le:
    case Codec::utf16be:
      return "utf-16";
    default:
      return "utf-32";
  }
}

[[noreturn]] void raise_unicode(Runtime& rt, Type* type, std::string_view codec, const Value& object, std::size_t begin,
                                std::size_t end, std::string_view reason) {
  const Value args[] = {Value(make_str(rt, codec)), object, Value::integer(static_cast<std::int64_t>(begin)),
                        Value::integer(static_cast<std::int64_t>(end)), Value(make_str(rt, reason))};
  raise(Ref<ExceptionObject>(&as_exception(call(rt, Value(static_cast<Object*>(type)), Args(args, 5)))));
}

[[noreturn]] void unknown_handler(Runtime& rt, std::string_view errors) {
  raise(rt, rt.types().lookup_error, fmt::format("unknown error handler name '{}'", errors));
}

// ---- encoding

bool encodable(Codec codec, char32_t c) {
  if (codec == Codec::ascii) return c < 0x80;
  if (codec == Codec::latin1) return c < 0x100;
  return c < 0xD800 || c > 0xDFFF;
}

void put_units(std::string& into, char32_t c, unsigned width, bool big) {
  for (unsigned i = 0; i < width; ++i) into += static_cast<char>(c >> 8 * (big ? width - 1 - i : i));
}

void put(std::string& into, Codec codec, char32_t c) {
  switch (codec) {
    case Codec::utf8:
      return append_utf8(into, c);
    case Codec::ascii:
    case Codec::latin1:
      into += static_cast<char>(c);
      return;
    case Codec::utf32:
    case Codec::utf32le:
    case Codec::utf32be:
      return put_units(into, c, 4, codec == Codec::utf32be);
    default:
      break;
  }
  const bool big = codec == Codec::utf16be;
  if (c < 0x10000) return put_units(into, c, 2, big);
  put_units(into, 0xD800 + ((c - 0x10000) >> 10), 2, big);
  put_units(into, 0xDC00 + ((c - 0x10000) & 0x3FF), 2, big);
}

std::string replacement(Runtime& rt, std::string_view errors, char32_t c) {
  const auto code = static_cast<unsigned>(c);
  if (errors == "ignore") return "";
  if (errors == "replace") return "?";
  if (errors == "xmlcharrefreplace") return fmt::format("&#{};", code);
  if (errors == "backslashreplace" || errors == "namereplace")
    return c < 0x100     ? fmt::format("\\x{:02x}", code)
           : c < 0x10000 ? fmt::format("\\u{:04x}", code)
                         : fmt::format("\\U{:08x}", code);
  unknown_handler(rt, errors);
}

[[noreturn]] void cannot_encode(Runtime& rt, Codec codec, Str& text, std::size_t at) {
  std::size_t end = at;
  while (end < text.length() && !encodable(codec, text.at(end))) ++end;
  const std::string_view reason = codec == Codec::ascii    ? "ordinal not in range(128)"
                                  : codec == Codec::latin1 ? "ordinal not in range(256)"
                                                           : "surrogates not allowed";
  raise_unicode(rt, rt.types().unicode_encode_error, shown_name(codec), Value(Ref<Str>(&text)), at, end, reason);
}

}  // namespace

std::string encode(Runtime& rt, Str& text, std::string_view encoding, std::string_view errors) {
  const Codec codec = codec_of(rt, encoding);
  if (text.is_ascii() && codec <= Codec::latin1) return std::string(text.view());
  std::string bytes;
  if (codec == Codec::utf16) bytes = "\xff\xfe";
  if (codec == Codec::utf32) bytes = std::string("\xff\xfe\0\0", 4);
  std::size_t at = 0;
  for (const char* p = text.data(); p < text.data() + text.size(); ++at) {
    const char32_t c = next_code_point(p);
    if (encodable(codec, c) || errors == "surrogatepass") {
      put(bytes, codec, c);
    } else if (errors == "strict") {
      cannot_encode(rt, codec, text, at);
    } else if (errors == "surrogateescape" && c >= 0xDC80 && c <= 0xDCFF) {
      bytes += static_cast<char>(c - 0xDC00);
    } else {
      for (const char r : replacement(rt, errors, c)) put(bytes, codec, static_cast<unsigned char>(r));
    }
  }
  return bytes;
}

// ---- decoding

namespace {

class Decoder {
 public:
  Decoder(Runtime& rt, std::string_view content, Codec codec, std::string_view errors)
      : rt_(rt), content_(content), codec_(codec), errors_(errors) {}

  std::string run() {
    if (codec_ == Codec::utf8) {
      utf8();
    } else if (codec_ == Codec::ascii || codec_ == Codec::latin1) {
      narrow();
    } else {
      wide();
    }
    return std::move(text_);
  }

 private:
  unsigned char byte(std::size_t i) const { return static_cast<unsigned char>(content_[i]); }

  void bad(std::size_t begin, std::size_t end, std::string_view reason) {
    if (errors_ == "strict")
      raise_unicode(rt_, rt_.types().unicode_decode_error, shown_name(codec_), make_bytes(rt_, content_), begin, end,
                    reason);
    if (errors_ == "replace") return append_utf8(text_, 0xFFFD);
    for (std::size_t i = begin; i < end; ++i) {
      if (errors_ == "backslashreplace") {
        text_ += fmt::format("\\x{:02x}", static_cast<unsigned>(byte(i)));
      } else if (errors_ == "surrogateescape") {
        append_utf8(text_, 0xDC00 + byte(i));
      } else if (errors_ != "ignore") {
        unknown_handler(rt_, errors_);
      }
    }
  }

  // The valid second bytes depend on the first one.
  static bool second_fits(unsigned char first, unsigned char second) {
    if ((second & 0xC0) != 0x80) return false;
    if (first == 0xE0) return second >= 0xA0;
    if (first == 0xED) return second <= 0x9F;
    if (first == 0xF0) return second >= 0x90;
    return first != 0xF4 || second <= 0x8F;
  }

  void utf8() {
    for (std::size_t at = 0; at < content_.size();) {
      const unsigned char first = byte(at);
      const std::size_t length = first < 0x80   ? 1
                                 : first < 0xC2 ? 0
                                 : first < 0xE0 ? 2
                                 : first < 0xF0 ? 3
                                 : first < 0xF5 ? 4
                                                : 0;
      if (length == 0) {
        bad(at, at + 1, "invalid start byte");
        ++at;
        continue;
      }
      std::size_t good = 1;
      while (good < length && at + good < content_.size() &&
             (good == 1 ? second_fits(first, byte(at + 1)) : (byte(at + good) & 0xC0) == 0x80))
        ++good;
      if (good == length) {
        text_.append(content_, at, length);
      } else {
        const bool cut = at + good == content_.size();
        bad(at, at + good, cut ? "unexpected end of data" : "invalid continuation byte");
      }
      at += good;
    }
  }

  void narrow() {
    for (std::size_t at = 0; at < content_.size(); ++at) {
      if (codec_ == Codec::ascii && byte(at) >= 0x80) {
        bad(at, at + 1, "ordinal not in range(128)");
      } else {
        append_utf8(text_, byte(at));
      }
    }
  }

  char32_t unit(std::size_t at, unsigned width, bool big) const {
    char32_t u = 0;
    for (unsigned i = 0; i < width; ++i) u |= static_cast<char32_t>(byte(at + i)) << 8 * (big ? width - 1 - i : i);
    return u;
  }

  void wide() {
    const unsigned width = codec_ >= Codec::utf32 ? 4 : 2;
    bool big = codec_ == Codec::utf16be || codec_ == Codec::utf32be;
    std::size_t at = 0;
    if ((codec_ == Codec::utf16 || codec_ == Codec::utf32) && content_.size() >= width) {
      const bool marked_big = unit(0, width, true) == 0xFEFF;
      if (marked_big || unit(0, width, false) == 0xFEFF) at = width;
      big = marked_big;
    }
    for (; at + width <= content_.size(); at += width) {
      char32_t c = unit(at, width, big);
      if (width == 2 && c >= 0xD800 && c < 0xDC00 && at + 4 <= content_.size()) {
        c = 0x10000 + ((c - 0xD800) << 10) + (unit(at + 2, 2, big) - 0xDC00);
        at += 2;
      }
      if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) {
        bad(at, at + width, width == 2 ? "illegal encoding" : "code point not in range(0x110000)");
      } else {
        append_utf8(text_, c);
      }
    }
    if (at < content_.size()) bad(at, content_.size(), "truncated data");
  }

  Runtime& rt_;
  std::string_view content_;
  Codec codec_;
  std::string_view errors_;
  std::string text_;
};

}  // namespace

Ref<Str> decode(Runtime& rt, std::string_view content, std::string_view encoding, std::string_view errors) {
  return make_str(rt, Decoder(rt, content, codec_of(rt, encoding), errors).run());
}

}  // namespace orrery::script
