#pragma once

#include <memory>

#include "connectors/call.hpp"
#include "connectors/files/byte_source.hpp"
#include "connectors/files/word_search.hpp"

namespace gdprd::connectors {

/// Searches what the messages of a mailbox hold: headers and parts decoded, texts in UTF-8, HTML
/// also without its tags. false: something was not searched, such as a packed attachment.
Result<bool> search_mailbox(std::unique_ptr<ByteSource> bytes, WordSearch& search,
                            const Call& call);

}  // namespace gdprd::connectors
