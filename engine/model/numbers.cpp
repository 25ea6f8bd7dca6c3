#include "engine/model/numbers.hpp"

#include <algorithm>

#include "engine/event/vocabulary.hpp"

namespace orrery::model {

using event::Seq;

void Numbers::extend() {
  for (const Seq size = trace_->size(); seen_ < size; ++seen_) {
    if (seen_ % block == 0) before_.push_back(plain_);
    plain_ += !event::is_detail(trace_->at(seen_).kind);
  }
}

Seq Numbers::plain_in(Seq first, Seq end) const {
  Seq count = 0;
  for (Seq seq = first; seq < end; ++seq) count += !event::is_detail(trace_->at(seq).kind);
  return count;
}

Seq Numbers::number(Seq seq) const {
  if (seen_ == 0) return seq;
  seq = std::min(seq, seen_ - 1);
  const Seq first = seq / block * block;
  const Seq upto = before_[seq / block] + plain_in(first, seq + 1);
  return upto == 0 ? 0 : upto - 1;
}

Seq Numbers::seq(Seq number) const {
  if (number >= plain_) return seen_ == 0 ? 0 : seen_ - 1;
  const auto after = std::ranges::upper_bound(before_, number);
  Seq at = static_cast<Seq>(after - before_.begin() - 1) * block;
  for (Seq left = number - before_[at / block];; ++at)
    if (!event::is_detail(trace_->at(at).kind) && left-- == 0) return at;
}

}  // namespace orrery::model
