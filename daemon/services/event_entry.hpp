#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "audit/entry.hpp"
#include "audit/reader.hpp"
#include "audit/subject_keys.hpp"
#include "config/base/cbor.hpp"
#include "config/base/strong.hpp"
#include "policy/events/event.hpp"

namespace gdprd::daemon {

/// Flag of an entry that another system told of: its names and times are that system's word.
inline constexpr std::uint16_t kFlagReported = 0x0100;

/// The entry that an event becomes (gdprd-events(7)). `keys` are those of its subjects, in order;
/// with one, the payload is under that key, with more each subject's row is under its own.
[[nodiscard]] audit::EntryDraft draft_of(const policy::Event& event,
                                         std::span<const audit::SubjectKeys::Key> keys,
                                         const ActorName& from);

/// What such an entry says of the event again.
struct RecordedEvent {
    std::string source;
    std::string id;
    std::vector<std::pair<policy::Seed, std::uint64_t>> subjects;  ///< with the number of its key
};
/// `view` is opened for subjects. None: it is no such entry, or what it said was destroyed.
[[nodiscard]] std::optional<RecordedEvent> recorded_event(const audit::EntryView& view);

inline constexpr std::string_view kSaidBody = "body";
inline constexpr std::string_view kSaidSubjects = "subjects";
/// Everything that an event says, and who sent it, in one form whether it was just sent or is read
/// from its entry: what was sent again is equal. The subjects are in normal form.
[[nodiscard]] cbor::Map said_by(const policy::Event& event, const ActorName& from);
/// Without kSaidBody and kSaidSubjects when the payload was destroyed, without the latter when not
/// all of them can be opened any more.
[[nodiscard]] cbor::Map said_by(const audit::EntryView& view);

}  // namespace gdprd::daemon
