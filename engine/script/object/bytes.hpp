// bytes and bytearray.
#pragma once

#include <string>
#include <string_view>

#include "engine/script/object/dict.hpp"
#include "engine/script/object/object.hpp"
#include "engine/script/object/runtime.hpp"

namespace orrery::script {

// Both types: bytes never change, a bytearray does.
class Bytes final : public ScriptObject {
 public:
  Bytes(Type* type, std::string content) : ScriptObject(type), data_(std::move(content)) { account(); }
  ~Bytes() override { type()->heap().refund(charged_); }

  std::string_view view() const noexcept { return data_; }
  std::size_t size() const noexcept { return data_.size(); }
  unsigned char operator[](std::size_t i) const noexcept { return static_cast<unsigned char>(data_[i]); }
  // For bytearray: change it, then account() for the memory.
  std::string& content() noexcept { return data_; }
  void account();

  Dict* attributes(bool create) override;

 private:
  std::string data_;
  std::size_t charged_ = 0;
  Ref<Dict> dict_;
};

Value make_bytes(Runtime& rt, std::string_view content);
Value make_bytearray(Runtime& rt, std::string_view content);
// A bytes or bytearray.
inline bool is_bytes_like(const Value& v) noexcept {
  return has_flag(v, TypeFlag::is_bytes);
}
// Precondition: is_bytes_like(v).
inline Bytes& as_bytes(const Value& v) noexcept {
  return *static_cast<Bytes*>(v.object());
}
// Those and memoryviews: what CPython's functions take where they want "a bytes-like object".
bool is_buffer(Runtime& rt, const Value& v) noexcept;
// Precondition: is_buffer(rt, v).
std::string_view buffer_bytes(Runtime& rt, const Value& v);
// A bytearray, or a memoryview of one; and putting bytes at its beginning, which must fit.
bool is_writable_buffer(Runtime& rt, const Value& v) noexcept;
void write_buffer(Runtime& rt, const Value& v, std::string_view bytes);
// bytes(v) for a bytes-like object or an iterable of ints.
std::string bytes_from(Runtime& rt, const Value& v, const char* out_of_range = "bytes must be in range(0, 256)",
                       std::string_view kind = "bytes");
// "a bytes-like object is required, not 'str'" unless it is one.
std::string_view bytes_argument(Runtime& rt, const Value& v);

// repr(b'...'); a bytearray's escapes ' always.
std::string bytes_quoted(std::string_view content, bool escape_single = false);
// Text to bytes and back; `encoding` and `errors` as in str.encode. Raises Unicode errors and LookupError.
std::string encode(Runtime& rt, Str& text, std::string_view encoding, std::string_view errors);
Ref<Str> decode(Runtime& rt, std::string_view content, std::string_view encoding, std::string_view errors);

}  // namespace orrery::script
