#include "engine/io/socket_numbers.hpp"

#include <netinet/in.h>
#include <sys/socket.h>

namespace orrery::io {
namespace {

constexpr SocketNumber numbers[] = {
    {"AF_INET", AF_INET},     {"AF_UNIX", AF_UNIX},           {"SOCK_STREAM", SOCK_STREAM}, {"SOL_SOCKET", SOL_SOCKET},
    {"SO_SNDBUF", SO_SNDBUF}, {"SO_REUSEADDR", SO_REUSEADDR}, {"SHUT_RD", SHUT_RD},         {"SHUT_WR", SHUT_WR},
    {"SHUT_RDWR", SHUT_RDWR}, {"SOMAXCONN", SOMAXCONN},       {"IPPROTO_TCP", IPPROTO_TCP},
};

}  // namespace

std::span<const SocketNumber> socket_numbers() noexcept {
  return numbers;
}

int socket_number(std::string_view name) noexcept {
  for (const SocketNumber& number : numbers)
    if (number.name == name) return number.value;
  return -1;
}

}  // namespace orrery::io
