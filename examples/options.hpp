// The command line of the examples: `[COUNT] [--record FILE] [--virtual]`.
#pragma once

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <orrery/orrery.hpp>
#include <string_view>

namespace examples {

struct Wishes {
  int count;
  orrery::Options options;
};

[[noreturn]] inline void refuse(const char* program) {
  std::fprintf(stderr, "usage: %s [COUNT] [--record FILE] [--virtual]\n", program);
  std::exit(2);
}

inline Wishes read_wishes(int argc, char** argv, int count) {
  Wishes wishes{count, {}};
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    const auto number = std::from_chars(word.data(), word.data() + word.size(), wishes.count);
    if (word == "--virtual")
      wishes.options.clock = orrery::io::ClockKind::virtual_time;
    else if (word == "--record" && i + 1 < argc)
      wishes.options.record = argv[++i];
    else if (number.ec != std::errc() || wishes.count < 1)
      refuse(argv[0]);
  }
  return wishes;
}

}  // namespace examples
