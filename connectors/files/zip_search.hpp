#pragma once

#include <string_view>

#include "connectors/call.hpp"
#include "connectors/files/byte_source.hpp"
#include "connectors/files/word_search.hpp"

namespace gdprd::connectors {

/// Looks for words in the unpacked parts of a ZIP file: in their bytes, and in the texts and
/// attributes of those that are XML, where a word may be written in several runs or with entities.
/// Parts within parts are not unpacked. false: a part is damaged, or XML that cannot be parsed, and
/// was not searched like the others. Errors of ZipFile: nothing was searched.
Result<bool> search_zip(int descriptor, WordSearch::Content content, WordSearch& search,
                        const Call& call);

/// The same for the texts of one part that is XML, between begin_file() and end_of_file(). false:
/// it cannot be parsed.
Result<bool> search_xml_texts(ByteSource& bytes, WordSearch& search, const Call& call);
/// Whether a part's name says that it is XML.
[[nodiscard]] bool is_xml_part(std::string_view name);

}  // namespace gdprd::connectors
