// SPDX-License-Identifier: Apache-2.0
/** The command line, and one runnable class per use of the libraries. */
package io.canaryplan.examples;
