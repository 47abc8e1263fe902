// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

/**
 * The weights that the controller noted in the status when it last wrote them.
 *
 * @param canary weight of the new version
 * @param stable weight of the stable version; negative when experiments ask for more than is left
 */
record RecordedWeights(int canary, int stable) {}
