#include "engine/model/text.hpp"

namespace orrery::model {

std::string plain(const Text& text) {
  std::string words;
  for (const Piece& piece : text) words += piece.text;
  return words;
}

}  // namespace orrery::model
