#include "engine/io/socket_numbers.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace orrery::io {
namespace {

constexpr SocketNumber numbers[] = {
    {"AF_INET", AF_INET},         {"AF_UNIX", AF_UNIX},           {"SOCK_STREAM", SOCK_STREAM},
    {"SOL_SOCKET", SOL_SOCKET},   {"SO_SNDBUF", SO_SNDBUF},       {"SO_REUSEADDR", SO_REUSEADDR},
    {"SHUT_RD", SHUT_RD},         {"SHUT_WR", SHUT_WR},           {"SHUT_RDWR", SHUT_RDWR},
    {"SOMAXCONN", SOMAXCONN},     {"IPPROTO_TCP", IPPROTO_TCP},   {"AF_UNSPEC", AF_UNSPEC},
    {"SOCK_DGRAM", SOCK_DGRAM},   {"SO_ERROR", SO_ERROR},         {"SO_RCVBUF", SO_RCVBUF},
    {"SO_LINGER", SO_LINGER},     {"SO_KEEPALIVE", SO_KEEPALIVE}, {"SO_TYPE", SO_TYPE},
    {"TCP_NODELAY", TCP_NODELAY}, {"AI_PASSIVE", AI_PASSIVE},
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
