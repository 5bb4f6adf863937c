package io.soma.memory.gateway.serve;

import io.soma.memory.app.config.AdminSettings;
import io.soma.memory.app.config.ListenAddress;
import io.soma.memory.app.config.ServeConfig;
import io.soma.memory.app.config.ServePart;
import io.soma.memory.gateway.server.ListenFailedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a process can listen where its settings say, found out before anything is started: one
 * that joins a consumer group and then fails makes the others rebalance, at each restart.
 */
public final class ListenAddresses {

  private final List<ListenFailedException> failures = new ArrayList<>();
  private final List<ServerSocketChannel> open = new ArrayList<>();

  private ListenAddresses() {}

  /**
   * Goes on where all addresses are free.
   *
   * @throws ListenFailedException of the first that is not
   */
  static void check(ServeConfig config) {
    List<ListenFailedException> failures = failures(config);
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }

  /** The addresses at which nothing can listen, each with its reason. */
  public static List<ListenFailedException> failures(ServeConfig config) {
    ListenAddresses addresses = new ListenAddresses();
    // All are open at once, so that two listeners at one address are found too.
    try {
      addresses.open("SOMABRAIN_OPS_BIND", config.ops().address());
      if (config.runs(ServePart.GATEWAY)) {
        addresses.open("SOMABRAIN_GATEWAY_BIND", config.gateway().address());
      }
      config
          .admin()
          .map(AdminSettings::address)
          .ifPresent(address -> addresses.open("SOMABRAIN_ADMIN_BIND", address));
    } finally {
      addresses.open.forEach(ListenAddresses::close);
    }
    return addresses.failures;
  }

  private void open(String setting, ListenAddress address) {
    try {
      ServerSocketChannel channel = ServerSocketChannel.open();
      open.add(channel);
      // A listener of an earlier process may have connections that wait for their end.
      channel.socket().setReuseAddress(true);
      channel.bind(new InetSocketAddress(address.host(), address.port()), 1);
    } catch (IOException | UnresolvedAddressException e) {
      failures.add(new ListenFailedException(address, setting, e));
    }
  }

  private static void close(ServerSocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // The listener that follows says what is wrong with the address, if anything is.
    }
  }
}
