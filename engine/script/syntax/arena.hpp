// Where the nodes of one tree live. Everything is freed at once with the arena; nothing in it has a destructor to run.
#pragma once

#include <cstddef>
#include <memory_resource>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <vector>

#include "engine/script/syntax/ast.hpp"

namespace orrery::script {

class Arena {
 public:
  // A node of which everything but kind and place is zero.
  template <class T>
  T* node(ast::Kind kind, const ast::Range& at) {
    T* made = make<T>();
    made->kind = kind;
    made->at = at;
    return made;
  }
  template <class T>
  T* make() {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (memory_.allocate(sizeof(T), alignof(T))) T{};
  }
  // A copy of the items.
  template <class T>
  std::span<const T> list(const std::vector<T>& items) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (items.empty()) return {};
    T* copy = static_cast<T*>(memory_.allocate(sizeof(T) * items.size(), alignof(T)));
    for (std::size_t i = 0; i < items.size(); ++i) new (copy + i) T(items[i]);
    return {copy, items.size()};
  }
  // A copy of the text.
  std::string_view text(std::string_view text);
  // The one copy of an identifier.
  std::string_view name(std::string_view name);

 private:
  std::pmr::monotonic_buffer_resource memory_;
  std::unordered_set<std::string_view> names_;
};

}  // namespace orrery::script
