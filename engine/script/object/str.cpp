#include "engine/script/object/str.hpp"

#include <cstring>

#include "engine/script/object/dict.hpp"
#include "engine/script/object/exception.hpp"

namespace orrery::script {

// Writes what only the makers of a string may write.
struct StrAccess {
  static void shrink(Str& s, std::size_t size) noexcept { s.size_ = static_cast<std::uint32_t>(size); }
  static void place(Str& s, char* data) noexcept { s.data_ = data; }
  static char* data(Str& s) noexcept { return s.data_; }
  static std::size_t capacity(const Str& s) noexcept { return s.capacity_; }
  static void set_length(Str& s, std::size_t length) noexcept {
    s.length_ = static_cast<std::uint32_t>(length);
    s.hash_ = 0;
    delete[] std::exchange(s.index_, nullptr);
  }
};

namespace {

constexpr std::size_t index_step = 64;

// A str of a subclass: has attributes.
class DerivedStr final : public Str {
 public:
  using Str::Str;
  Dict* attributes(bool create) override {
    if (!dict_ && create) dict_ = make_dict(type()->heap().runtime());
    return dict_.get();
  }

 private:
  Ref<Dict> dict_;
};

template <class T>
Ref<T> allocate(Runtime& rt, Type* type, std::size_t size, std::size_t capacity) {
  if (capacity > 0xffffff00u) rt.heap().out_of_memory();
  auto text = rt.heap().make_with<T>(capacity, type, nullptr, size, capacity);
  StrAccess::place(*text, reinterpret_cast<char*>(text.get() + 1));
  return text;
}

}  // namespace

Str::~Str() {
  delete[] index_;
}

void Str::dispose() noexcept {
  if (type()->slots.finalize || attributes(false)) return ScriptObject::dispose();
  dispose_leaf();
}

std::int64_t hash_bytes(std::string_view bytes) noexcept {
  std::uint64_t h = 0xcbf29ce484222325u ^ bytes.size();
  while (bytes.size() >= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), 8);
    h = (h ^ word) * 0x9fb21c651e98df25u;
    h ^= h >> 32;
    bytes.remove_prefix(8);
  }
  for (const char c : bytes) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  h ^= h >> 29;
  const auto hash = static_cast<std::int64_t>(h);
  return hash == 0 || hash == -1 ? 2 : hash;
}

std::int64_t Str::compute_hash() noexcept {
  return hash_ = hash_bytes(view());
}

std::size_t Str::offset(std::size_t i) {
  if (is_ascii()) return i;
  if (i == length_) return size_;
  if (!index_ && length_ > index_step) {
    index_ = new std::uint32_t[length_ / index_step + 1];
    const char* p = data_;
    for (std::size_t n = 0; n < length_; ++n) {
      if (n % index_step == 0) index_[n / index_step] = static_cast<std::uint32_t>(p - data_);
      next_code_point(p);
    }
  }
  const char* p = data_ + (index_ ? index_[i / index_step] : 0);
  for (std::size_t n = index_ ? i % index_step : i; n > 0; --n) next_code_point(p);
  return static_cast<std::size_t>(p - data_);
}

char32_t Str::at(std::size_t i) {
  const char* p = data_ + offset(i);
  return next_code_point(p);
}

Ref<Str> raw_str(Runtime& rt, std::size_t size) {
  return allocate<Str>(rt, rt.types().str, size, size);
}

char* raw_data(Str& text) noexcept {
  return StrAccess::data(text);
}

void finish_str(Str& text) noexcept {
  StrAccess::set_length(text, count_code_points(text.view()));
}

Ref<Str> make_str(Runtime& rt, std::string_view text) {
  Ref<Str> result = raw_str(rt, text.size());
  if (!text.empty()) std::memcpy(raw_data(*result), text.data(), text.size());
  finish_str(*result);
  return result;
}

Ref<Str> make_str(Runtime& rt, std::string_view a, std::string_view b) {
  Ref<Str> result = raw_str(rt, a.size() + b.size());
  if (!a.empty()) std::memcpy(raw_data(*result), a.data(), a.size());
  if (!b.empty()) std::memcpy(raw_data(*result) + a.size(), b.data(), b.size());
  finish_str(*result);
  return result;
}

Value make_str_of(Runtime& rt, Type* type, std::string_view text) {
  if (type == rt.types().str) return make_str(rt, text);
  Ref<DerivedStr> result = allocate<DerivedStr>(rt, type, text.size(), text.size());
  if (!text.empty()) std::memcpy(raw_data(*result), text.data(), text.size());
  finish_str(*result);
  return result;
}

Ref<Str> make_char(Runtime& rt, char32_t c) {
  std::string text;
  append_utf8(text, c);
  if (c < 256) return Ref<Str>(rt.heap().intern(text));
  return make_str(rt, text);
}

Ref<Str> substring(Runtime& rt, Str& text, std::size_t begin, std::size_t end) {
  if (begin == 0 && end == text.length() && text.type() == rt.types().str) return Ref<Str>(&text);
  const std::size_t from = text.offset(begin);
  const std::string_view part = text.view().substr(from, text.offset(end) - from);
  if (part.size() <= 1) return Ref<Str>(rt.heap().intern(part));
  return make_str(rt, part);
}

Ref<Str> concatenate(Runtime& rt, Str& a, Str& b) {
  if (a.size() == 0 && b.type() == rt.types().str) return Ref<Str>(&b);
  if (b.size() == 0 && a.type() == rt.types().str) return Ref<Str>(&a);
  Ref<Str> result = raw_str(rt, a.size() + b.size());
  std::memcpy(raw_data(*result), a.data(), a.size());
  std::memcpy(raw_data(*result) + a.size(), b.data(), b.size());
  StrAccess::set_length(*result, a.length() + b.length());
  return result;
}

Ref<Str> concatenate(Runtime& rt, const Value* parts, std::size_t count) {
  std::size_t size = 0;
  std::size_t length = 0;
  for (std::size_t i = 0; i < count; ++i) {
    size += as_str(parts[i]).size();
    length += as_str(parts[i]).length();
  }
  Ref<Str> result = raw_str(rt, size);
  char* to = raw_data(*result);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view part = as_str(parts[i]).view();
    if (!part.empty()) std::memcpy(to, part.data(), part.size());
    to += part.size();
  }
  StrAccess::set_length(*result, length);
  return result;
}

void append_in_place(Runtime& rt, Value& target, Str& addend) {
  Str& old = as_str(target);
  const std::size_t size = old.size() + addend.size();
  const std::size_t length = old.length() + addend.length();
  const bool alone = old.references() == 1 && !old.interned() && old.type() == rt.types().str && &old != &addend;
  if (!alone || size > StrAccess::capacity(old)) {
    if (!alone && old.size() < 256) {
      target = concatenate(rt, old, addend);
      return;
    }
    Ref<Str> grown = allocate<Str>(rt, rt.types().str, size, size + size / 4 + 32);
    std::memcpy(raw_data(*grown), old.data(), old.size());
    std::memcpy(raw_data(*grown) + old.size(), addend.data(), addend.size());
    StrAccess::set_length(*grown, length);
    target = std::move(grown);
    return;
  }
  std::memcpy(raw_data(old) + old.size(), addend.data(), addend.size());
  StrAccess::shrink(old, size);
  StrAccess::set_length(old, length);
}

}  // namespace orrery::script
