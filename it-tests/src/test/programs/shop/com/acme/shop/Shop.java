package com.acme.shop;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.Properties;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Takes orders, a line each. */
@Configuration
public class Shop {
  public static void main(String[] args) {
    SpringApplication application = new SpringApplication(Shop.class);
    Properties quiet = new Properties();
    quiet.setProperty("spring.main.banner-mode", "off");
    quiet.setProperty("logging.level.root", "off");
    application.setDefaultProperties(quiet);
    application.run(args);
  }

  @Bean
  public Orders orders() {
    return new Orders();
  }

  @Bean
  public CommandLineRunner till(Orders orders) {
    return args -> {
      System.out.println("open");
      BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(orders.place(line));
      }
    };
  }

  public static class Orders {
    private int placed;

    public String place(String what) {
      return what + " " + ++placed;
    }
  }
}
