// fails: TcpServer.ReversesEveryByte
// mistake: Measures the reply with strlen, so only the part before a NUL byte is sent.
// misconception: zero-ends-text

#include <cstring>

#include "parts.hpp"

bool send_text(int client, std::string_view reply) {
  const std::string text(reply);
  return send_all(client, text.substr(0, std::strlen(text.c_str())));
}

void serve_text(int client) { serve_with(send_text, client); }

int main(int argc, char* argv[]) {
  const int listener = open_listener(port_from(argc, argv));
  announce(port_of(listener));
  serve_clients(listener, serve_text);
}
