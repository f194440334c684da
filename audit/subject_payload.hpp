#pragma once

#include <functional>
#include <memory>

#include "audit/entry.hpp"
#include "audit/reader.hpp"
#include "config/base/bytes.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

/// not_found: there is no such key, or it is destroyed.
using FindSubjectKey =
    std::function<Result<std::shared_ptr<const SubjectKey>>(std::uint64_t number)>;

/// Opens what of an entry's payload is under keys of data subjects. Kind subject: `view.payload` is
/// there afterwards, unless the key is destroyed. Kind rows: each sealed row in it is replaced by
/// its value, or by null where the key is destroyed. Other kinds: nothing.
Result<void> open_for_subjects(EntryView& view, const FindSubjectKey& find);

}  // namespace gdprd::audit
