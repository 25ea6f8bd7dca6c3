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

constexpr int first_high = 900;  // below FD_SETSIZE and the usual limit of descriptors

int moved_high(int fd) {
  const int high = ::fcntl(fd, F_DUPFD_CLOEXEC, first_high);
  if (high < 0) return fd;
  ::close(fd);  // the other one is open: nothing can be lost
  return high;
}

}  // namespace

std::FILE* create_beside(const char* path) {
  int fd = ::open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0) return nullptr;
  fd = moved_high(fd);
  std::FILE* file = ::fdopen(fd, "wb");
  if (!file) ::close(fd);
  return file;
}

MappedFile map_file(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return failed(errno);
  MappedFile file = mapped(fd);
  ::close(fd);  // only read from: nothing can be lost
  return file;
}

}  // namespace orrery::io
