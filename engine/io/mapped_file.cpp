#include "engine/io/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace orrery::io {
namespace {

MappedFile failed(int error) {
  return {{}, {}, std::strerror(error)};
}

MappedFile mapped(int fd) {
  struct stat about {};
  if (::fstat(fd, &about) != 0) return failed(errno);
  if (S_ISDIR(about.st_mode)) return failed(EISDIR);
  if (!S_ISREG(about.st_mode)) return {{}, {}, "it is no regular file"};
  const auto size = static_cast<std::size_t>(about.st_size);
  if (size == 0) return {};
  void* memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (memory == MAP_FAILED) return failed(errno);
  return {{static_cast<const char*>(memory), size},
          std::shared_ptr<const void>(memory, [size](void* begin) { ::munmap(begin, size); }),
          {}};
}

}  // namespace

MappedFile map_file(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return failed(errno);
  MappedFile file = mapped(fd);
  ::close(fd);  // only read from: nothing can be lost
  return file;
}

}  // namespace orrery::io
