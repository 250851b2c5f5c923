package com.acme.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** The streams of a socket; a read that is told that its time is over tries again, if wanted. */
final class StreamPipe implements Pipe {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final boolean again;

  StreamPipe(Socket socket, boolean again) throws IOException {
    this.socket = socket;
    this.again = again;
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  @Override
  public int read(byte[] into) throws IOException {
    while (true) {
      try {
        return in.read(into);
      } catch (SocketTimeoutException late) {
        if (!again) {
          throw late;
        }
      }
    }
  }

  @Override
  public void write(byte[] bytes, int length) throws IOException {
    out.write(bytes, 0, length);
    out.flush();
  }

  @Override
  public void limit(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  @Override
  public void shut() throws IOException {
    socket.shutdownInput();
  }

  @Override
  public void urge(int value) throws IOException {
    socket.sendUrgentData(value);
  }

  @Override
  public void finish() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
