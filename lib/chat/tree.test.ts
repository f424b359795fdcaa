import { expect, test } from 'vitest';
import { ChatTree, type Node } from './tree.ts';

const q = (id: string, ...parents: string[]): Node => ({ id, role: 'user', parents, lane: 0 });
const a = (id: string, question: string, lane = 0): Node => ({
  id,
  role: 'assistant',
  parents: [question],
  lane,
});
const shown = (tree: ChatTree<Node>, head: string[]) =>
  tree.way(head).map((turn) => [turn.question.id, ...turn.answers.map((answer) => answer.id)]);

// 1 ─ 2,3 (two columns) ─ 4 ─ 5,6; another try 7 of column 0 of the first; another question 8 beside 4.
const TREE = [
  q('1'),
  a('2', '1'),
  a('3', '1', 1),
  q('4', '2', '3'),
  a('5', '4'),
  a('6', '4', 1),
  a('7', '1'),
  q('8', '2', '3'),
  a('9', '8'),
];

test('a way leads from the beginning to its head, with siblings and attempts of each turn', () => {
  const tree = new ChatTree(TREE);
  const way = tree.way(['5', '6']);
  expect(shown(tree, ['5', '6'])).toEqual([
    ['1', '2', '3'],
    ['4', '5', '6'],
  ]);
  expect(way[0]?.attempts.get(0)).toEqual(['2', '7']);
  expect(way[0]?.attempts.get(1)).toEqual(['3']);
  expect(way[1]?.siblings).toEqual(['4', '8']);
  expect(shown(tree, ['4'])).toEqual([['1', '2', '3'], ['4']]);
  expect(tree.way([])).toEqual([]);
  expect(tree.way(['nobody'])).toEqual([]);
});

test('another answer ends the way where nothing follows it, and the first one goes on to the newest', () => {
  const tree = new ChatTree(TREE);
  expect(tree.showing('7')).toEqual(['7', '3']);
  expect(tree.showing('2')).toEqual(['9']);
  expect(tree.showing('3')).toEqual(['9']);
  expect(tree.showing('4')).toEqual(['5', '6']);
  expect(tree.showing('8')).toEqual(['9']);
  expect(tree.showing('5')).toEqual(['5', '6']);
  expect(tree.showing('nobody')).toEqual([]);
  expect(tree.newest(['1'])).toEqual(['7', '3']);
});

test('a column hears its own answers, and the first ones where it was not there yet', () => {
  const tree = new ChatTree(TREE);
  const said = (question: string, lane: number) =>
    tree.history(question, lane).map((turn) => [turn.question.id, turn.answer?.id ?? null]);
  expect(said('4', 0)).toEqual([
    ['1', '2'],
    ['4', null],
  ]);
  expect(said('4', 1)).toEqual([
    ['1', '3'],
    ['4', null],
  ]);
  expect(said('4', 2)).toEqual([
    ['1', '2'],
    ['4', null],
  ]);
  expect(said('5', 0)).toEqual([]);
});

test('a broken tree ends instead of going round', () => {
  const tree = new ChatTree([q('1', '2'), a('2', '1')]);
  expect(shown(tree, ['2'])).toEqual([['1', '2']]);
});
