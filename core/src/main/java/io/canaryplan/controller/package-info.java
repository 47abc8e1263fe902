// SPDX-License-Identifier: Apache-2.0
/**
 * The simulations behind the plans: a controller's arithmetic and its passes, on exact integers,
 * behind one door for each strategy.
 */
@NullMarked
package io.canaryplan.controller;

import org.jspecify.annotations.NullMarked;
