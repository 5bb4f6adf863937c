package io.soma.memory.testkit.server.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A proxy on a free loopback port, in front of any TCP server on this machine; its faults are
 * switched at run time. One fault is in force at a time; it begins as {@link #pass()}.
 *
 * <p>Each connection is made to the server anew, so the server may stop and come back. At most 512
 * connections are open at once, with two daemon threads each; more are reset. Thread-safe.
 */
public final class TcpFaultProxy implements AutoCloseable {

  private static final int MAX_CONNECTIONS = 512;

  private final FaultSwitch faults = new FaultSwitch();
  private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
  private final ServerSocket listener;
  private final Thread acceptor;

  private volatile int targetPort;

  private TcpFaultProxy(ServerSocket listener, int targetPort) {
    this.listener = listener;
    this.targetPort = targetPort;
    this.acceptor = new Thread(this::accept, "tcp-fault-proxy-acceptor");
    acceptor.setDaemon(true);
  }

  /**
   * Starts a proxy.
   *
   * @param targetPort the server's port on 127.0.0.1; nothing needs to listen there yet
   * @throws UncheckedIOException if no port is free
   */
  public static TcpFaultProxy to(int targetPort) {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      TcpFaultProxy proxy = new TcpFaultProxy(new ServerSocket(0, 0, loopback), targetPort);
      proxy.acceptor.start();
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port on 127.0.0.1 that clients connect to. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Lets all traffic through; traffic that {@link #blackhole()} or {@link #delay} held goes on. */
  public void pass() {
    switchTo(TrafficFault.of(TrafficFault.Kind.PASS));
  }

  /** Resets new connections at once; open ones go on until {@link #cutNow()}. */
  public void refuse() {
    switchTo(TrafficFault.of(TrafficFault.Kind.REFUSE));
  }

  /** Accepts connections, and forwards nothing on these and the open ones. */
  public void blackhole() {
    switchTo(TrafficFault.of(TrafficFault.Kind.BLACKHOLE));
  }

  /**
   * Forwards requests and swallows the answers, the end of a connection too. A connection that lost
   * an answer is reset when another fault or {@link #pass()} follows: its rest would make no sense.
   */
  public void dropReplies() {
    switchTo(TrafficFault.of(TrafficFault.Kind.DROP_REPLIES));
  }

  /**
   * Holds each chunk of at most 16 KiB, and each new connection, for a while, each way.
   *
   * @throws IllegalArgumentException if the delay is negative
   */
  public void delay(Duration each) {
    switchTo(new TrafficFault(TrafficFault.Kind.PASS, each));
  }

  /**
   * Connects new clients to another server; open connections stay with the one that they have.
   *
   * @param newTargetPort its port on 127.0.0.1
   */
  public void moveTo(int newTargetPort) {
    targetPort = newTargetPort;
  }

  /** Resets all open connections, at both ends; the fault in force stays. */
  public void cutNow() {
    open.forEach(ProxiedConnection::cut);
  }

  /** Resets everything, frees the port and ends the threads; idempotent. */
  @Override
  public void close() {
    try {
      listener.close();
      acceptor.join();
      for (ProxiedConnection connection : open) {
        connection.cut();
        connection.join();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      cutNow();
      Thread.currentThread().interrupt();
    }
  }

  private void switchTo(TrafficFault fault) {
    faults.set(fault);
    if (fault.kind() != TrafficFault.Kind.DROP_REPLIES) {
      open.stream().filter(ProxiedConnection::hasLostReplies).forEach(ProxiedConnection::cut);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        admit(listener.accept());
      } catch (IOException e) {
        // Closed, which ends the loop, or a client that left before it was accepted.
      }
    }
  }

  private void admit(Socket client) {
    if (faults.is(TrafficFault.Kind.REFUSE) || open.size() >= MAX_CONNECTIONS) {
      ProxiedConnection.reset(client);
      return;
    }
    ProxiedConnection.open(client, targetPort, faults, open);
  }
}
