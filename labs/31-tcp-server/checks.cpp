#include <signal.h>

#include "check/check.hpp"

using namespace pipette;

struct TcpServer : Check {
  // A server on a port that the system chose, ready for clients.
  struct Running {
    Program program;
    Port port;
  };

  Program start(const std::string& port) { return student({port}, Stdin::at_end); }

  Running serve(const std::string& argument = "0") {
    Program program = start(argument);
    const Port port = listening(program);
    return {std::move(program), port};
  }

  // One request on a new connection, to see that the server still works.
  void still_answers(Port port) {
    Connection client = connect(port);
    client.send("still there?\n");
    ASSERT_THAT(client.read_line(), IsBytes("?ereht llits\n"));
  }

  // Whatever came too much would stand before the answer to this line.
  void nothing_else_came(Connection& client) {
    client.send("end\n");
    ASSERT_THAT(client.read_line(), IsBytes("dne\n"));
  }

  // The server closes first, the client follows: the server's side goes into TIME_WAIT.
  void say_quit(Port port) {
    Connection client = connect(port);
    client.send("QUIT\n");
    ASSERT_THAT(client.read_to_end(), IsBytes("BYE\n"));
    client.close();
  }

  static std::string reversed(const std::string& text) { return {text.rbegin(), text.rend()}; }
};

TEST_F(TcpServer, SaysWhereItListens) {
  requirement(
      "When it can be called, the server prints \"LISTENING 127.0.0.1:<port>\" and nothing "
      "else; port 0 means that the system chooses the port.",
      "Whoever starts a server must learn when and where to call it. Guessing fails on slow "
      "machines.");
  hint({.look = "the line you print, and when it leaves the program",
        .think = "Is the line in the pipe, or still in your program's buffer? And which port did "
                 "the system choose: who can tell you?",
        .experiment = "./tcp_server 0 | cat    # does the line appear at once? ss -ltnp | grep "
                      "tcp_server"});

  Program server = start("0");
  const Port port = announced(server);
  Connection client = connect(port);
  client.send("hello\n");
  ASSERT_THAT(client.read_line(), IsBytes("olleh\n"));
  ASSERT_THAT(server.read_available(), IsBytes(""));
}

TEST_F(TcpServer, ListensOnTheGivenPort) {
  requirement("With a port number as its argument, the server listens on that port and names it.",
              "Others have written this number down. A server on another port is not there.");
  hint({.look = "the way from the argument to the address that you bind",
        .think = "How wide is a port number, and in which byte order does the network want it?",
        .experiment = "./tcp_server 8080    # then: ss -ltn | grep 127.0.0.1"});

  const Port port = unused_port();
  Program server = start(std::to_string(port));
  ASSERT_THAT(announced(server), testing::Eq(port));
  still_answers(port);
}

TEST_F(TcpServer, AnswersALineReversed) {
  requirement(
      "For each line the server answers with the line's bytes in reverse order and a line "
      "feed.",
      "One question, one answer: everything that servers do grows from here.");
  hint({.look = "the way from the bytes you received to the bytes you send",
        .think = "Which bytes belong to the line, and which one only ends it?",
        .experiment = "printf 'abc\\n' | nc -N 127.0.0.1 PORT"});

  auto [server, port] = serve();
  Connection client = connect(port);
  client.send("abc\n");
  ASSERT_THAT(client.read_line(), IsBytes("cba\n"));
  const std::string word = random_word(9);
  client.send(word + "\n");
  ASSERT_THAT(client.read_line(), IsBytes(reversed(word) + "\n"));
}

TEST_F(TcpServer, RefusesBadArguments) {
  requirement(
      "No port, a second argument, or a port that is not a number from 0 to 65535: a message "
      "on standard error, nothing on standard output, exit code 2.",
      "A server on a port that nobody meant is harder to find than a clear refusal.");
  hint({.look = "how the argument becomes a number",
        .think = "Did the conversion use the whole text? What happens above 65535?",
        .experiment = "for p in '' abc 80x 65536; do ./tcp_server \"$p\"; echo \"exit code $?\"; "
                      "done"});

  const std::vector<std::vector<std::string>> wrong = {{},     {""},      {"abc"},   {"80x"},
                                                       {"-1"}, {"65536"}, {"99999"}, {"0", "0"}};
  for (const auto& arguments : wrong) {
    Program server = student(arguments, Stdin::at_end);
    ASSERT_THAT(server.wait_for_exit(), ExitedWith(2));
    ASSERT_THAT(server.read_to_end(), IsBytes(""));
    ASSERT_THAT(server.stderr_so_far(), SaysSomething());
  }
}

TEST_F(TcpServer, AnswersLinesThatArriveTogether) {
  requirement("Two lines that arrive in one piece are two lines.",
              "TCP is a stream of bytes: it may glue together what was sent in two portions.");
  hint({.look = "what happens to the rest when one recv brings more than one line",
        .think = "The network may cut or glue your text anywhere. What marks the end of a line?",
        .experiment = "printf 'abc\\nxyz\\n' | nc -N 127.0.0.1 PORT"});

  auto [server, port] = serve();
  Connection client = connect(port);
  client.send("abc\nxyz\n");
  ASSERT_THAT(client.read_exactly(8), IsBytes("cba\nzyx\n"));
  nothing_else_came(client);
}

TEST_F(TcpServer, AnswersALineThatArrivesInPieces) {
  requirement("A line that arrives byte by byte is still one line.",
              "TCP is a stream of bytes: it may cut what was sent in one portion.");
  hint({.look = "what you do when a recv brings only a part of a line",
        .think = "The network may cut or glue your text anywhere. What marks the end of a line?",
        .experiment =
            "(for c in a b c; do printf $c; sleep 0.2; done; echo) | nc -N 127.0.0.1 PORT"});

  auto [server, port] = serve();
  Connection client = connect(port);
  const std::string word = random_word(6);
  client.send_byte_by_byte(word + "\n");
  ASSERT_THAT(client.read_line(), IsBytes(reversed(word) + "\n"));
  nothing_else_came(client);
}

TEST_F(TcpServer, ServesTheNextClient) {
  requirement("When a client has gone, the server serves the next one.",
              "A shop that closes after its first customer is not much of a shop.");
  hint({.look = "the part of your program that accepts a client",
        .think = "What does your program do after the first goodbye?",
        .experiment = "printf 'a\\n' | nc -N 127.0.0.1 PORT    # twice"});

  auto [server, port] = serve();
  for (int i = 0; i < 2; ++i) {
    Connection client = connect(port);
    client.send("abc\n");
    ASSERT_THAT(client.read_line(), IsBytes("cba\n"));
    client.close();
  }
}

TEST_F(TcpServer, ServesTwoHundredClients) {
  requirement("200 clients, one after the other, are all served.",
              "What leaks a little with each client ends a server after some hundreds of them.");
  hint(
      {.look = "everything that is opened for a client",
       .think = "Is everything that is opened for a client also closed?",
       .experiment = "for i in $(seq 200); do printf 'a\\n' | nc -N 127.0.0.1 PORT; done | wc -l"});

  auto [server, port] = serve();
  for (int i = 0; i < 200; ++i) {
    Connection client = connect(port);
    client.send("number " + std::to_string(i) + "\n");
    ASSERT_THAT(client.read_line(), IsBytes(reversed("number " + std::to_string(i)) + "\n"));
  }
}

TEST_F(TcpServer, ClosesFirstAfterQuit) {
  requirement("The line QUIT is answered with BYE; then the server closes the connection first.",
              "One side must hang up first. Here it is the server, and the last words must still "
              "arrive.");
  hint({.look = "what happens after BYE was sent",
        .think = "Is the connection really closed? How many descriptors point to it?",
        .experiment = "echo QUIT | nc 127.0.0.1 PORT    # does nc end by itself?"});

  auto [server, port] = serve();
  Connection client = connect(port);
  client.send("abc\nQUIT\n");
  ASSERT_THAT(client.read_to_end(), IsBytes("cba\nBYE\n"));
  still_answers(port);
}

TEST_F(TcpServer, RestartsAfterClosingFirst) {
  requirement(
      "After a server that had closed connections first was ended, it can be started again "
      "on the same port at once.",
      "The address remembers the last call for a minute (TIME_WAIT). Nobody wants to wait "
      "that long to restart a server.");
  hint({.look = "what you ask of the socket before you bind it",
        .think = "In which order do asking and taking happen?",
        .experiment = "echo QUIT | nc 127.0.0.1 PORT; then end the server with Ctrl-C, "
                      "look at ss -tan | grep PORT, and start it again"});

  auto [server, port] = serve(std::to_string(unused_port()));
  say_quit(port);
  server.kill();
  require_lingering(port);
  auto [again, same_port] = serve(std::to_string(port));
  still_answers(same_port);
}

TEST_F(TcpServer, RestartsAfterBeingKilled) {
  requirement(
      "After a server was killed while a client was connected, it can be started again on "
      "the same port at once.",
      "Programs crash. What they leave behind must not keep the next one from starting.");
  hint({.look = "who else has your listening socket: every child process inherits what you do not "
                "close",
        .think = "Who still holds the port after the server has gone?",
        .experiment = "start the server, connect with nc, kill -9 the server, start it again; then "
                      "ss -tanp | grep PORT"});

  auto [server, port] = serve(std::to_string(unused_port()));
  Connection client = connect(port);
  client.send("abc\n");
  ASSERT_THAT(client.read_line(), IsBytes("cba\n"));
  server.kill();
  require_lingering(port);
  auto [again, same_port] = serve(std::to_string(port));
  still_answers(same_port);
}

TEST_F(TcpServer, RefusesABusyPort) {
  requirement(
      "When another server already listens on the port: a message on standard error, nothing "
      "on standard output, exit code 1; and the first server is not disturbed.",
      "Two servers on one port would share the clients by chance. Half the calls would go "
      "to the wrong one.");
  hint(
      {.look = "the results of socket, bind and listen, and the options you set",
       .think = "Did each call succeed? Who checked? And does an option allow more than you meant?",
       .experiment = "start it twice on the same port. Who answers?"});

  const std::string taken = std::to_string(unused_port());
  auto [server, port] = serve(taken);
  {
    Program second = start(taken);
    ASSERT_THAT(second.wait_for_exit(), ExitedWith(1));
    ASSERT_THAT(second.read_to_end(), IsBytes(""));
    ASSERT_THAT(second.stderr_so_far(), SaysSomething());
  }
  still_answers(port);
}

TEST_F(TcpServer, AnswersAfterHalfClose) {
  requirement(
      "A client that has finished sending still gets its answers, also for a last line "
      "without a line feed; then the server closes.",
      "\"I have no more questions\" is not \"I do not want the answer\".");
  hint({.look = "what you do when recv returns 0",
        .think = "The client has stopped talking. Has it stopped listening?",
        .experiment = "printf 'abc' | nc -N 127.0.0.1 PORT"});

  auto [server, port] = serve();
  Connection client = connect(port);
  client.send("one\nabc");
  client.finish_sending();
  ASSERT_THAT(client.read_to_end(), IsBytes("eno\ncba\n"));
}

TEST_F(TcpServer, ReversesEveryByte) {
  requirement(
      "Lines are bytes: zero bytes and bytes that are no letters are reversed like all "
      "others.",
      "The network carries bytes. What they mean is not the server's business here.");
  hint({.look = "how your program knows how many bytes there are",
        .think = "recv told you a number. Did you use it, or did you look for a zero byte?",
        .experiment = "printf 'a\\0b\\n' | nc -N 127.0.0.1 PORT | od -An -c"});

  auto [server, port] = serve();
  Connection client = connect(port);
  const std::string line("a\0b\xFF\xC3(\x80 \0", 9);
  client.send(line + "\n");
  ASSERT_THAT(client.read_exactly(10), IsBytes(reversed(line) + "\n"));
  nothing_else_came(client);
}

TEST_F(TcpServer, RemovesTheCarriageReturn) {
  requirement(
      "A \\r directly before the line feed belongs to the line's end and is removed; any "
      "other \\r stays.",
      "Many network programs end their lines with \\r\\n.");
  hint({.look = "what you cut off from a line before you reverse it",
        .think = "Which bytes mark the end of a line here, and where may they stand?",
        .experiment = "printf 'abc\\r\\n' | nc -N 127.0.0.1 PORT | od -An -c"});

  auto [server, port] = serve();
  Connection client = connect(port);
  client.send("abc\r\na\rb\n");
  ASSERT_THAT(client.read_exactly(8), IsBytes("cba\nb\ra\n"));
}

TEST_F(TcpServer, AnswersAnEmptyLine) {
  requirement("An empty line is answered with an empty line.",
              "\"Nothing\" is a line too. HTTP ends its headers with one.");
  hint({.look = "what happens to a line of length 0",
        .think = "Is \"nothing\" a line?",
        .experiment = "printf '\\nabc\\n' | nc -N 127.0.0.1 PORT"});

  auto [server, port] = serve();
  Connection client = connect(port);
  client.send("\nabc\n");
  ASSERT_THAT(client.read_exactly(5), IsBytes("\ncba\n"));
}

TEST_F(TcpServer, ReversesALongLine) {
  requirement("A line may be as long as 1 048 576 bytes (1 MiB).",
              "You do not choose how long the lines of others are.");
  hint(
      {.look = "the place where a line is collected",
       .think = "What happens when the line is longer than one recv can bring?",
       .experiment = "(head -c 1000000 /dev/zero | tr '\\0' x; echo) | nc -N 127.0.0.1 PORT | wc"});

  auto [server, port] = serve();
  Connection client = connect(port);
  const std::string line =
      random_word(1000) + std::string((1 << 20) - 2000, '-') + random_word(1000);
  client.send(line + "\n", std::chrono::seconds(5));
  ASSERT_THAT(client.read_exactly(line.size() + 1, std::chrono::seconds(5)),
              IsBytes(reversed(line) + "\n"));
}

TEST_F(TcpServer, AnswersASlowReader) {
  requirement(
      "1 000 lines that arrive at once are all answered, also when the client reads slowly.",
      "The other side's buffer may be full. Then send takes only a part, or waits.");
  hint({.look = "the result of every send",
        .think = "How many of your bytes did send take? What about the rest?",
        .experiment = "seq 1000 | nc -N 127.0.0.1 PORT | (sleep 2; tail -n 1)"});

  auto [server, port] = serve();
  Connection client = connect({.port = port, .receive_buffer = 4096});
  client.pause_reading();
  std::string lines;
  std::string answers;
  for (int i = 0; i < 1000; ++i) {
    const std::string line = random_word(40) + std::to_string(i);
    lines += line + "\n";
    answers += reversed(line) + "\n";
  }
  client.send_without_waiting(lines);
  client.resume_reading();
  for (std::size_t at = 0; at < answers.size(); at += 1000) {
    const std::string portion = answers.substr(at, 1000);
    ASSERT_THAT(client.read_exactly(portion.size()), IsBytes(portion));
  }
}

TEST_F(TcpServer, SurvivesAResetInMidLine) {
  requirement(
      "A client that resets the connection in the middle of a line does not end the server.",
      "Clients crash, networks break. A server sees that every day.");
  hint({.look = "the result of recv when it is neither data nor the end",
        .think = "Minus one bytes?",
        .experiment = "connect with nc, type half a line, kill -9 nc; then try a new client"});

  auto [server, port] = serve();
  Connection client = connect(port);
  client.send_byte_by_byte("half a li");
  client.reset();
  still_answers(port);
}

TEST_F(TcpServer, SurvivesAResetDuringReplies) {
  requirement(
      "A client that resets the connection while answers are on their way does not end the "
      "server.",
      "A send can fail at any time: the other side may have gone without a word.");
  hint({.look = "what happens after a send that did not work",
        .think = "The client hung up while you were speaking. Must you die?",
        .experiment = "yes | nc 127.0.0.1 PORT > /dev/null, kill -9 nc after a second; then try a "
                      "new client"});

  std::string lines;
  for (int i = 0; i < 200000; ++i) lines += "a line that is answered " + std::to_string(i) + "\n";
  auto [server, port] = serve();
  for (int i = 0; i < 3; ++i) {
    Connection client = connect({.port = port, .receive_buffer = 4096});
    client.pause_reading();
    client.send_without_waiting(lines);
    server.settle();  // by now its answers are stuck
    client.reset();
  }
  still_answers(port);
}

TEST_F(TcpServer, SurvivesAGoneReader) {
  requirement("A client that leaves before it has read its answers does not end the server.",
              "Writing to somebody who has gone raises the signal SIGPIPE, and that signal ends a "
              "program that is not prepared.");
  hint({.look = "the flags of send, and the signals your program handles",
        .think = "The client hung up while you were speaking. Must you die?",
        .experiment =
            "strace -f -e trace=network,signal ./tcp_server 0    # then let a client leave "
            "early"});

  auto [server, port] = serve();
  for (int i = 0; i < 3; ++i) {
    Connection client = connect(port);
    client.send("hello\n");
    ASSERT_THAT(client.read_line(), IsBytes("olleh\n"));
    server.pause();
    client.send("one\ntwo\nthree\nfour\n");
    client.close();
    server.resume();
    still_answers(port);
  }
}

TEST_F(TcpServer, StaysOnLoopback) {
  requirement("The server listens on 127.0.0.1 only, not on every address of the machine.",
              "127.0.0.1 is inside your own machine. Every address means: the whole network may "
              "call.");
  hint({.look = "the address that you bind",
        .think = "Who may call this number: you, or the whole house?",
        .experiment = "nc -vz 127.0.0.2 PORT    # should be refused; see also ss -ltn"});

  auto [server, port] = serve();
  ASSERT_THAT(reach({.port = port, .address = "127.0.0.2"}), IsRefused());
  still_answers(port);
}

TEST_F(TcpServer, RestsWhenIdle) {
  requirement(
      "While nothing happens, the server uses at most 0.1 s of processor time per second.",
      "A server waits most of its life. One that asks \"anything new?\" all the time eats a "
      "whole processor core.");
  hint(
      {.look = "the loop that runs when there is nothing to do, also after a client has left",
       .think = "What does a read of zero bytes say? And who could wake you instead of you asking?",
       .experiment = "start the server, connect and leave with nc, then look at top"});

  auto [server, port] = serve();
  server.settle();
  ASSERT_THAT(server.idle_cpu(), AtMost(0.1, "s of processor time per second, before any client"));
  still_answers(port);
  server.settle();
  ASSERT_THAT(server.idle_cpu(),
              AtMost(0.1, "s of processor time per second, after a client had left"));
}

TEST_F(TcpServer, ClosesEveryConnection) {
  requirement(
      "After 200 clients have left, the server holds at most 4 more descriptors than after "
      "5.",
      "Each connection is an open descriptor. They run out at some hundreds.");
  hint({.look = "every way out of the code that serves a client",
        .think = "How many doors are still open?",
        .experiment = "ls /proc/$(pidof tcp_server)/fd    # before and after some clients"});

  auto [server, port] = serve();
  for (int i = 0; i < 5; ++i) still_answers(port);
  server.settle();
  const std::size_t before = server.open_descriptors();
  for (int i = 0; i < 200; ++i) still_answers(port);
  server.settle();
  const auto more = static_cast<double>(server.open_descriptors()) - static_cast<double>(before);
  ASSERT_THAT(more, AtMost(4, "more open descriptors"));
}

TEST_F(TcpServer, SurvivesAPause) {
  requirement(
      "A server that was stopped and continued (Ctrl-Z, fg) goes on as if nothing had been.",
      "A pause may interrupt a waiting call. Interrupted is not broken.");
  hint({.look = "what happens when accept or recv fails with EINTR or EAGAIN",
        .think = "Is every failure of a call the end of the program?",
        .experiment = "kill -STOP $(pidof tcp_server); kill -CONT $(pidof tcp_server); then try a "
                      "client"});

  auto [server, port] = serve();
  for (int i = 0; i < 3; ++i) {
    server.settle();
    server.pause();
    server.resume();
    still_answers(port);
  }
}
