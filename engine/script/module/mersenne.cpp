#include "engine/script/module/mersenne.hpp"

#include <algorithm>
#include <bit>

namespace orrery::script {

void Mersenne::start(std::uint32_t word) {
  state_[0] = word;
  for (std::uint32_t i = 1; i < size; ++i) state_[i] = 1812433253u * (state_[i - 1] ^ (state_[i - 1] >> 30)) + i;
  index_ = size;
}

void Mersenne::seed(std::uint64_t n) {
  const std::array<std::uint32_t, 2> words{static_cast<std::uint32_t>(n), static_cast<std::uint32_t>(n >> 32)};
  seed(std::span(words).first(words[1] ? 2 : 1));
}

void Mersenne::seed(std::span<const std::uint32_t> words) {
  start(19650218u);
  std::size_t i = 1, j = 0;
  const auto step = [&] {
    if (++i < size) return;
    state_[0] = state_[size - 1];
    i = 1;
  };
  for (std::size_t k = std::max(size, words.size()); k; --k) {
    state_[i] = (state_[i] ^ ((state_[i - 1] ^ (state_[i - 1] >> 30)) * 1664525u)) + words[j] + static_cast<std::uint32_t>(j);
    step();
    if (++j >= words.size()) j = 0;
  }
  for (std::size_t k = size - 1; k; --k) {
    state_[i] = (state_[i] ^ ((state_[i - 1] ^ (state_[i - 1] >> 30)) * 1566083941u)) - static_cast<std::uint32_t>(i);
    step();
  }
  state_[0] = 0x80000000u;
  has_spare = false;
}

void Mersenne::refill() {
  constexpr std::size_t middle = 397;
  for (std::size_t i = 0; i < size; ++i) {
    const std::uint32_t y = (state_[i] & 0x80000000u) | (state_[(i + 1) % size] & 0x7fffffffu);
    state_[i] = state_[(i + middle) % size] ^ (y >> 1) ^ (y & 1 ? 0x9908b0dfu : 0);
  }
  index_ = 0;
}

std::uint32_t Mersenne::next_word() {
  if (index_ >= size) refill();
  std::uint32_t y = state_[index_++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  return y ^ (y >> 18);
}

double Mersenne::random() {
  const std::uint32_t high = next_word() >> 5, low = next_word() >> 6;
  return (high * 67108864.0 + low) * (1.0 / 9007199254740992.0);
}

std::uint64_t Mersenne::bits(unsigned bits) {
  if (bits <= 32) return next_word() >> (32 - bits);
  const std::uint64_t low = next_word();
  return low | static_cast<std::uint64_t>(next_word() >> (64 - bits)) << 32;
}

std::uint64_t Mersenne::below(std::uint64_t n) {
  if (n == 0) return 0;
  const unsigned width = static_cast<unsigned>(std::bit_width(n));
  std::uint64_t drawn = bits(width);
  while (drawn >= n) drawn = bits(width);
  return drawn;
}

}  // namespace orrery::script
