#include "engine/trace/file_format.hpp"

#include "engine/event/vocabulary.hpp"
#include "engine/trace/checksum.hpp"

namespace orrery::trace::file {

std::string kinds_text() {
  std::string text;
  for (const event::Description& row : event::vocabulary()) (text += row.name) += '\n';
  return text;
}

template <class Head>
std::uint64_t check_of(const Head& head) noexcept {
  return checksum({reinterpret_cast<const char*>(&head), sizeof head - sizeof head.head_check});
}
template std::uint64_t check_of(const FileHead&) noexcept;
template std::uint64_t check_of(const BlockHead&) noexcept;

}  // namespace orrery::trace::file
