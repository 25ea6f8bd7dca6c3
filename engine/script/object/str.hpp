// str: immutable text. Stored as UTF-8 (lone surrogates as their three bytes), counted and indexed in code points.
#pragma once

#include <string>
#include <string_view>

#include "engine/script/object/object.hpp"
#include "engine/script/object/runtime.hpp"

namespace orrery::script {

// The bytes follow the object in memory. Made by the functions below.
class Str : public ScriptObject {
 public:
  Str(Type* type, char* data, std::size_t size, std::size_t capacity) noexcept
      : ScriptObject(type),
        data_(data),
        size_(static_cast<std::uint32_t>(size)),
        capacity_(static_cast<std::uint32_t>(capacity)) {}
  ~Str() override;

  std::string_view view() const noexcept { return {data_, size_}; }
  const char* data() const noexcept { return data_; }
  std::size_t size() const noexcept { return size_; }      // bytes
  std::size_t length() const noexcept { return length_; }  // code points
  bool is_ascii() const noexcept { return length_ == size_; }
  bool interned() const noexcept { return interned_; }
  std::int64_t hash() noexcept { return hash_ != 0 ? hash_ : compute_hash(); }

  // Where code point number `i` (0 <= i <= length) begins. O(1) for ASCII, else amortised by an index of every 64th.
  std::size_t offset(std::size_t i);
  char32_t at(std::size_t i);

 protected:
  void dispose() noexcept override;

 private:
  friend class Heap;
  friend struct StrAccess;
  std::int64_t compute_hash() noexcept;

  char* data_;
  std::int64_t hash_ = 0;
  std::uint32_t* index_ = nullptr;
  std::uint32_t size_;
  std::uint32_t length_ = 0;
  std::uint32_t capacity_;
  bool interned_ = false;
};

std::int64_t hash_bytes(std::string_view bytes) noexcept;

// Text that is known to be valid UTF-8 (WTF-8).
Ref<Str> make_str(Runtime& rt, std::string_view text);
Ref<Str> make_str(Runtime& rt, std::string_view a, std::string_view b);
// Uninitialised, `size` bytes, to be filled and then given to `finish_str`.
Ref<Str> raw_str(Runtime& rt, std::size_t size);
char* raw_data(Str& text) noexcept;
// Counts the code points; call once the bytes are there.
void finish_str(Str& text) noexcept;
// One character. Latin-1 ones are shared.
Ref<Str> make_char(Runtime& rt, char32_t c);
// `text` as (an instance of) another str class.
Value make_str_of(Runtime& rt, Type* type, std::string_view text);
// The slice [begin, end) in code points.
Ref<Str> substring(Runtime& rt, Str& text, std::size_t begin, std::size_t end);
// `target += addend` where `target` holds the only reference: grows in place when it can.
void append_in_place(Runtime& rt, Value& target, Str& addend);
Ref<Str> concatenate(Runtime& rt, Str& a, Str& b);
// `''.join(parts)`: what an f-string ends with.
Ref<Str> concatenate(Runtime& rt, const Value* parts, std::size_t count);

inline bool is_str(const Value& v) noexcept {
  return has_flag(v, TypeFlag::is_str);
}
// Precondition: is_str(v).
inline Str& as_str(const Value& v) noexcept {
  return *static_cast<Str*>(v.object());
}

inline bool is_exact_str(Runtime& rt, const Value& v) noexcept {
  return v.is_object() && v.object()->tag() == Tag::script &&
         static_cast<ScriptObject*>(v.object())->type() == rt.types().str;
}

// ---- UTF-8
void append_utf8(std::string& into, char32_t c);
// Decodes the code point at `p` and advances; the text must be valid.
char32_t next_code_point(const char*& p) noexcept;
std::size_t count_code_points(std::string_view text) noexcept;
// Bytes from outside as valid text: bad ones become U+FFFD.
std::string clean_utf8(std::string_view bytes);

// repr('text'), with CPython's choice of quotes and escapes.
std::string quoted(std::string_view text);

}  // namespace orrery::script
