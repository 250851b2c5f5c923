package com.acme.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Keeps a book in a database in memory, in all ways that JDBC has. Lives on until its input ends. */
public final class Book {
  private Book() {}

  public static void main(String[] args) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:book")) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("create table entry (amount int)");
        statement.addBatch("insert into entry values (1)");
        statement.executeBatch();
      }
      try (PreparedStatement insert =
          connection.prepareStatement("insert into entry values (?)")) {
        insert.setInt(1, 2);
        insert.executeUpdate();
        insert.setInt(1, 3);
        insert.execute();
      }
      connection.commit();
      try (PreparedStatement sum = connection.prepareStatement("select sum(amount) from entry");
          var row = sum.executeQuery()) {
        row.next();
        System.out.println("sum " + row.getInt(1));
      }
      connection.rollback();
    }
    while (System.in.read() >= 0) {
      continue;
    }
  }
}
