"""The program that this course grew from: a server and a client, one sentence each."""

import socket
import threading
import time

HOST, PORT = '127.0.0.1', 12345


def start_server():
    server_socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    server_socket.bind((HOST, PORT))
    server_socket.listen()
    print('Server is listening...')

    conn, addr = server_socket.accept()
    print(f'Connected by {addr}')
    conn.sendall(b'Hello, Client!')
    data = conn.recv(1024)
    print(f'Received: {data.decode()}')

    conn.close()
    server_socket.close()
    print('Server connection closed.')


def start_client():
    client_socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    client_socket.connect((HOST, PORT))
    print('Client connected to server.')

    data = client_socket.recv(1024)
    print(f'Received: {data.decode()}')
    client_socket.sendall(b'Thank you, Server!')

    client_socket.close()
    print('Client connection closed.')


def main():
    threading.Thread(target=start_server).start()
    time.sleep(1)
    start_client()


if __name__ == '__main__':
    main()
