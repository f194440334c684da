#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <variant>

#include "daemon/http/router.hpp"
#include "tests/unit/daemon/support/running_app.hpp"

namespace gdprd::daemon {
namespace {

std::string source_file(const std::string& name) {
    return (std::filesystem::path(GDPRD_SOURCE_DIR) / name).string();
}

std::string upper(std::string text) {
    for (auto& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return text;
}

class OpenApi : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(test::succeeded(gdprd_.open()));
        document_ = YAML::LoadFile(source_file("daemon/http/openapi.yaml"));
    }
    [[nodiscard]] YAML::Node resolve(const YAML::Node& parameter) const {
        if (!parameter["$ref"]) return parameter;
        const auto reference = parameter["$ref"].as<std::string>();
        return document_["components"]["parameters"][reference.substr(reference.rfind('/') + 1)];
    }
    test::RunningApp gdprd_;
    YAML::Node document_;
};

TEST_F(OpenApi, describes_exactly_the_routes_that_are_served) {
    std::set<std::string> served;
    for (const auto& route : gdprd_.app().routes().routes()) {
        served.insert(route.method + " " + route.pattern);
    }
    std::set<std::string> described;
    for (const auto& path : document_["paths"]) {
        for (const auto& operation : path.second) {
            described.insert(upper(operation.first.as<std::string>()) + " " +
                             path.first.as<std::string>());
        }
    }

    EXPECT_EQ(served, described);
}

TEST_F(OpenApi, names_the_parameters_of_each_path) {
    for (const auto& route : gdprd_.app().routes().routes()) {
        auto method = route.method;
        for (auto& c : method) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        const auto operation = document_["paths"][route.pattern][method];
        std::set<std::string> described;
        for (const auto& parameter : operation["parameters"]) {
            const auto resolved = resolve(parameter);
            ASSERT_TRUE(resolved["in"]) << route.pattern;
            if (resolved["in"].as<std::string>() == "path") {
                described.insert("{" + resolved["name"].as<std::string>() + "}");
            }
        }
        std::set<std::string> wanted;
        for (const auto& segment : route.segments) {
            if (segment.front() == '{') wanted.insert(segment);
        }
        EXPECT_EQ(described, wanted) << route.method << " " << route.pattern;
    }
}

TEST_F(OpenApi, says_which_routes_need_no_role_and_which_stream) {
    for (const auto& route : gdprd_.app().routes().routes()) {
        auto method = route.method;
        for (auto& c : method) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        const auto operation = document_["paths"][route.pattern][method];
        EXPECT_EQ(route.allowed.empty(), static_cast<bool>(operation["security"])) << route.pattern;
        const auto ok = operation["responses"]["200"];
        const auto reference = ok && ok["$ref"] ? ok["$ref"].as<std::string>() : std::string();
        const bool streams = std::holds_alternative<StreamHandler>(route.act);
        EXPECT_EQ(streams, reference == "#/components/responses/Events") << route.pattern;
    }
}

TEST_F(OpenApi, lists_every_error_code) {
    std::set<std::string> described;
    for (const auto& code :
         document_["components"]["schemas"]["Problem"]["properties"]["code"]["enum"]) {
        described.insert(code.as<std::string>());
    }
    std::set<std::string> known;
    for (int i = 0; i <= static_cast<int>(ErrorCode::unsupported); ++i) {
        known.emplace(to_string(static_cast<ErrorCode>(i)));
    }

    EXPECT_EQ(described, known);
}

}  // namespace
}  // namespace gdprd::daemon
