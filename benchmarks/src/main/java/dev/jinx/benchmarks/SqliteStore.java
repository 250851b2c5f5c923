package dev.jinx.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/** SQLite with a write-ahead log: a row a line, a transaction a commit. */
final class SqliteStore implements Store {
  private static final String FILE = "lines.sqlite";

  private final Connection connection;
  private final PreparedStatement insert;

  SqliteStore(Path file, String synchronous) throws SQLException {
    connection = connect(file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA synchronous=" + synchronous);
      statement.execute("CREATE TABLE lines (seq INTEGER PRIMARY KEY, line BLOB NOT NULL)");
    }
    connection.setAutoCommit(false);
    insert = connection.prepareStatement("INSERT INTO lines VALUES (?, ?)");
  }

  private static Connection connect(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  @Override
  public void append(long seq, byte[] bytes, int length) throws SQLException {
    insert.setLong(1, seq);
    insert.setBytes(2, Arrays.copyOf(bytes, length));
    insert.executeUpdate();
  }

  @Override
  public void commit() throws SQLException {
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    insert.close();
    connection.close();
  }

  /**
   * With a level of synchronous for what has to survive the process, and one for the machine. With
   * {@code NORMAL} it forces now and then, when it moves its log into the table; {@code OFF} is
   * what a killed process asks for and no more.
   */
  static final class Kind implements Store.Kind {
    private final String usual;
    private final String forced;

    Kind(String usual, String forced) {
      this.usual = usual;
      this.forced = forced;
    }

    @Override
    public Store open(Path directory, boolean force) throws SQLException {
      return new SqliteStore(directory.resolve(FILE), force ? forced : usual);
    }

    @Override
    public long count(Path directory) throws SQLException {
      try (Connection again = connect(directory.resolve(FILE));
          Statement statement = again.createStatement();
          ResultSet rows = statement.executeQuery("SELECT count(line) FROM lines")) {
        return rows.getLong(1);
      }
    }
  }
}
