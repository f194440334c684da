#pragma once

#include "connectors/connector.hpp"
#include "connectors/files/file_layout.hpp"
#include "connectors/value_reader.hpp"

namespace gdprd::connectors {

struct FileSampleBounds {
    std::uint64_t rows = 0;
    std::uint32_t chars = 0;  ///< of one value
};

/// Every n-th record, so that begin, middle and end of the file are among them.
Result<Sample> sample_file(const FileLayout& layout, int descriptor,
                           const std::vector<std::string>& fields, FileSampleBounds bounds,
                           const Call& call);

/// As ValueReader::read_values().
Result<ValuesRead> read_values_file(const FileLayout& layout, int descriptor,
                                    const std::vector<std::string>& fields, FileSampleBounds bounds,
                                    const Call& call, const ValueReader::ValueSink& sink);

}  // namespace gdprd::connectors
