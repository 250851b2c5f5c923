/** Classes of an application, for tests: what is in this agent's own packages is out of reach. */
package com.acme;
