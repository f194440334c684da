#pragma once

#include "connectors/call.hpp"
#include "connectors/files/rows.hpp"

namespace gdprd::connectors {

/// Copies a mailbox without the messages that are gone, every other one byte for byte; into nothing
/// when there is no new descriptor (-1). `refused`, when a message that stays would no longer
/// be told from the one before it.
Result<void> write_mailbox_anew(int old_descriptor, int new_descriptor, const FileEdits& edits,
                                const Call& call);

}  // namespace gdprd::connectors
