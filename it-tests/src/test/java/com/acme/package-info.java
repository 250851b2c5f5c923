/** Programs that the tests watch. They know nothing of Jinx, and use the JDK only. */
package com.acme;
