#include "daemon/http/listener.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <chrono>
#include <future>
#include <thread>

#include "daemon/async/worker_pool.hpp"
#include "daemon/http/dispatcher.hpp"
#include "daemon/services/metrics.hpp"
#include "daemon/services/progress.hpp"
#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/unit/daemon/support/wire.hpp"

namespace gdprd::daemon {
namespace {

using std::chrono::milliseconds;
using test::Wire;

/// A listener alone, with deadlines that a test can wait for.
class ListenerTest : public testing::Test {
  protected:
    void start(SocketAccess access, SessionDeadlines deadlines) {
        const SessionTools tools{&dispatcher_, &pool_, &pool_, &pool_, &progress_, deadlines};
        auto opened = Listener::open(loop_, path(), access, tools, metrics_);
        ASSERT_TRUE(test::succeeded(opened));
        listener_ = std::move(*opened);
        listener_->start();
        thread_ = std::thread([this] { loop_.run(); });
    }
    void TearDown() override {
        if (!thread_.joinable()) return;
        std::promise<void> over;
        boost::asio::post(loop_, [&] {
            listener_->stop([&] { over.set_value(); });
            listener_->abort();
        });
        over.get_future().wait();
        loop_.stop();
        thread_.join();
        pool_.stop();
    }
    [[nodiscard]] std::string path() const { return dir_.path("s"); }
    [[nodiscard]] unsigned mode() const {
        struct stat found{};
        return ::stat(path().c_str(), &found) == 0 ? found.st_mode & 0777U : 0;
    }

    test::TempDir dir_;
    Router router_;
    Metrics metrics_;
    ProgressHub progress_;
    Dispatcher dispatcher_{router_, nullptr, metrics_,
                           std::make_shared<const Access>(std::map<std::string, Roles>{},
                                                          std::vector<Access::Token>{})};
    WorkerPool pool_{1, 4};
    boost::asio::io_context loop_{1};
    std::unique_ptr<Listener> listener_;
    std::thread thread_;
};

TEST_F(ListenerTest, closes_a_new_connection_that_says_nothing) {
    start({}, {milliseconds(20), std::chrono::minutes(5), std::chrono::minutes(5)});
    const Wire silent(path());
    ASSERT_TRUE(silent.connected());

    EXPECT_TRUE(silent.read_all().empty());  // and it returns: the other side closed
}

TEST_F(ListenerTest, closes_a_connection_that_does_not_finish_its_request) {
    start({}, {std::chrono::minutes(5), std::chrono::minutes(5), milliseconds(20)});
    const Wire slow(path());

    slow.send("GET /healthz HTTP/1.1\r\nHost: ");

    EXPECT_TRUE(slow.read_all().empty());
}

TEST_F(ListenerTest, leaves_more_time_between_requests) {
    start({}, {milliseconds(20), std::chrono::minutes(5), std::chrono::minutes(5)});
    const Wire patient(path());
    const std::string get = "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n";
    patient.send(get);
    ASSERT_NE(patient.read_until("}").find("404"), std::string::npos);
    const Wire silent(path());
    silent.read_all();  // its 20 ms are over, and so would be those of the other

    patient.send(get);

    EXPECT_NE(patient.read_until("}").find("404"), std::string::npos);
}

TEST_F(ListenerTest, lets_in_its_group_and_nobody_else_by_default) {
    start({}, {});

    EXPECT_EQ(mode(), 0660U);
}

TEST_F(ListenerTest, gives_the_socket_the_mode_and_group_it_is_told) {
    start({0600, ::getegid()}, {});

    EXPECT_EQ(mode(), 0600U);
    struct stat found{};
    ASSERT_EQ(::stat(path().c_str(), &found), 0);
    EXPECT_EQ(found.st_gid, ::getegid());
}

}  // namespace
}  // namespace gdprd::daemon
