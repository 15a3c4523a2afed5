import { Body, Controller, Get, Headers, HttpCode, Post, Query, UseGuards } from '@nestjs/common';
import { AddTask, type Task, type TaskPage, TaskQuery } from '#contracts/task.contract.js';
import { TokenGuard, UserId } from './accounts.js';
import { TaskService } from './task.service.js';

@Controller('tasks')
@UseGuards(TokenGuard)
export class TaskController {
  constructor(private readonly tasks: TaskService) {}

  @Get()
  list(@Query() query: TaskQuery, @UserId() userId: string): Promise<TaskPage> {
    return this.tasks.list(query, userId);
  }

  @Post()
  @HttpCode(200)
  add(@Body() input: AddTask, @UserId() userId: string, @Headers('x-request-id') requestId?: string): Promise<Task> {
    return this.tasks.add(input, userId, requestId);
  }
}
