// The numbers that the system's socket headers give to names, for those who may not include these headers.
#pragma once

#include <span>
#include <string_view>

namespace orrery::io {

struct SocketNumber {
  std::string_view name;
  int value;
};
std::span<const SocketNumber> socket_numbers() noexcept;
// Precondition: the name is among them.
int socket_number(std::string_view name) noexcept;

}  // namespace orrery::io
