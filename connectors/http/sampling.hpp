#pragma once

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "connectors/connector.hpp"
#include "connectors/http/client.hpp"
#include "connectors/http/row_pages.hpp"

namespace gdprd::connectors {

struct HttpSampleBounds {
    std::uint64_t rows = 0;
    std::uint32_t chars = 0;
};

/// A sample of a list: from places spread over it where the service pages by number or offset and
/// tells how many rows there are; else from its beginning. All is borrowed.
class HttpSampler {
  public:
    HttpSampler(OffLoop off_loop, HttpClient& client, const CollectionDescription& of,
                const std::vector<std::string>& fields, HttpSampleBounds bounds);
    Result<Sample> run();

  private:
    Result<bool> take(const boost::json::value& row);

    OffLoop off_loop_;
    HttpClient* client_;
    const CollectionDescription* of_;
    const std::vector<std::string>* fields_;
    HttpSampleBounds bounds_;
    std::uint64_t until_ = 0;  ///< rows after which this place has given enough
    Sample out_;
};

}  // namespace gdprd::connectors
