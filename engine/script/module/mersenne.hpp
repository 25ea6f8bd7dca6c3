// CPython's source of chance: the Mersenne twister with its way of seeding and of drawing numbers.
// (CPython: Modules/_randommodule.c, Lib/random.py.)
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace orrery::script {

class Mersenne {
 public:
  explicit Mersenne(std::uint64_t seed = 0) { this->seed(seed); }

  // random.seed(n) for an int: n's absolute value, as 32-bit words from the lowest.
  void seed(std::uint64_t n);
  void seed(std::span<const std::uint32_t> words);
  std::uint32_t next_word();
  // [0, 1), 53 bits.
  double random();
  // `bits`: 1 … 64.
  std::uint64_t bits(unsigned bits);
  // [0, n); 0 if n is 0. Draws again until a number below n comes.
  std::uint64_t below(std::uint64_t n);
  // The second of the two numbers that gauss() makes at a time.
  bool has_spare = false;
  double spare = 0;

 private:
  static constexpr std::size_t size = 624;
  void start(std::uint32_t word);
  void refill();

  std::array<std::uint32_t, size> state_{};
  std::size_t index_ = size;
};

}  // namespace orrery::script
